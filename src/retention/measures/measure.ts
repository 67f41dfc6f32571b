import type { Minor } from "../../kernel/money";
import type { MeasureCode } from "../../records/quotas/measure-code.type";
import type { ValueChange } from "../../value/changes/calc/value-change";
import type { Experiences } from "../../value/contacts/calc/experience";
import type { Touch } from "../../value/contacts/calc/touch";
import type { Questions } from "../../value/contacts/questions.queries";
import type { Thanks } from "../../value/contacts/thanks.queries";
import type { Buyer } from "../../value/returns/buyers.queries";
import type { Return } from "../../value/returns/calc/return";
import type { Referring } from "../../value/voice/referrals.queries";
import type { Voice } from "../../value/voice/survey-answers.queries";
import type { ForetoldLifetime } from "../../value/customer-value/calc/lifetime";
import type { CustomerMoney } from "../../value/customer-value/calc/money-facts";
import type { DueRenewal } from "../../value/renewals/calc/due-renewal";
import type { Saves } from "../../risk/saves/saves.queries";
import type { Share } from "../credit/calc/share";
import type { Outlook } from "../risk-adjusted/calc/case-mix";

/** What is known of one customer, kind by kind. A measure names the one kind that it is computed from. */
export interface Facts {
  /** what it was worth before the period and at its end; parts are linear within one movement, so that changes add up */
  readonly changes: ValueChange;
  /** whether it was talked with lately; only of customers, not of leads */
  readonly touch: Touch;
  /** how long it waited for answers */
  readonly questions: Questions;
  /** whether it was thanked for renewing */
  readonly thanks: Thanks;
  /** how its experiences compare with the ones before */
  readonly experiences: Experiences;
  /** what it answered in surveys */
  readonly voice: Voice;
  /** whether it recommended us; only of customers, not of leads */
  readonly referrals: Referring;
  /** whether it had bought before; only of those who bought */
  readonly buying: Buyer;
  /** whether it came back; only of those who were gone */
  readonly returns: Return;
  /** what it decided after an alert, and whether a play kept it; only of those who decided */
  readonly saves: Saves;
  /** what it brought and cost in the period */
  readonly money: CustomerMoney;
  /** what it is expected to bring from the period's last day on */
  readonly lifetimes: ForetoldLifetime;
  /** the renewals due in the period; its value before the period stands beside them */
  readonly renewals: { readonly due: readonly DueRenewal[]; readonly opening: Minor };
  /** how likely it was to be lost, and whether it was */
  readonly outlook: Outlook;
}
export type FactKind = keyof Facts;

export type MeasureUnit = "RATIO" | "MONEY" | "HOURS" | "POINTS" | "SCORE";

/** What a sum is counted in: customers, renewals, … by the weights of their shares, or minor units. */
export type Counted = "COUNT" | "AMOUNT";

/** What one customer adds to a measure. */
export interface Part {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** of a median: its values, each of which weighs as much as the share */
  readonly samples?: readonly number[];
}

/**
 * A measure is said by what each customer adds to its numerator and its denominator. So it is the same for a rep, a team,
 * a segment and the company, parts add up to wholes, and everybody behind a number can be named.
 */
export interface Measure<Kind extends FactKind = FactKind> {
  readonly code: MeasureCode;
  readonly facts: Kind;
  readonly unit: MeasureUnit;
  /** null: no quotient but the median of the samples, as many as the denominator counts */
  readonly numerator: Counted | null;
  /** null: a sum, not a rate */
  readonly denominator: Counted | null;
  readonly higherIsBetter: boolean;
  /** formula and convention in words, as the graph tells them */
  readonly formula: string;
  /** @returns null when the customer is no part of it */
  part(facts: Facts[Kind], share: Share): Part | null;
}
