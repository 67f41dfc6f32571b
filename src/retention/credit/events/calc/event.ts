import type { Day } from "../../../../kernel/calendar";
import type { Minor } from "../../../../kernel/money";

/**
 * What single events are. Of a contract's annualised value, `NEW` + `EXPANSION` − `LOSS` is what it changed by, and
 * `RENEWED` what stayed; never total contract value. Source: domain §3.2, §5 *Events*.
 *
 * | kind        | value                                                     | credit date                              |
 * |-------------|-----------------------------------------------------------|------------------------------------------|
 * | `NEW`       | a contract with who is not under contract                 | signed                                   |
 * | `RENEWED`   | min(renewed, due)                                         | closed                                   |
 * | `EXPANSION` | renewed beyond what was due; an increase within a term    | closed; signed                           |
 * | `LOSS`      | due and not renewed; a decrease within a term; an early end | closed; signed; ended                  |
 * | `PURCHASE`  | the amount, or what is left of it after its cost          | purchased, or paid; a refund: its purchase's |
 * | `SAVE`      | what the customer then stayed with                        | closed; purchased                        |
 *
 * An event is what somebody recorded. Silence is none: who just stops buying, and a renewal that nobody closes, are in the
 * losses (value/losses) and credited to nobody.
 */
export type EventKind = "NEW" | "RENEWED" | "EXPANSION" | "PURCHASE" | "LOSS" | "SAVE";

/** The record that says so. */
export type EventSource = "Contract" | "Renewal" | "Purchase";

export interface Event {
  readonly kind: EventKind;
  readonly source: EventSource;
  /** the record's key, and its key at the company; of one record there is one event of a kind on a day */
  readonly id: string;
  readonly externalId: string;
  /** the account that it was recorded for */
  readonly accountId: string;
  /** the customer that the account counts as */
  readonly customerId: string;
  readonly on: Day;
  /** the first day that the customer is served for it: of a contract, or of the term that was renewed; null: the credit date */
  readonly servedFrom: Day | null;
  /** the key of the purchase that a refund takes back */
  readonly refundOf: string | null;
  /** null where a purchase's profit is asked for and nobody recorded what it cost */
  readonly value: Minor | null;
  readonly currency: string;
}
