import { addMonths, type Day } from "../../kernel/calendar";
import type { CreditedEvent, CustomerFate } from "./person";
import type { Hold } from "./plan";

/** What became of a customer since it was credited, as far as it decides what is held. */
export type Proof =
  | { readonly became: "PROVED"; readonly on: Day }
  | { readonly became: "LOST" | "NOT_PROVED"; readonly on: Day }
  | { readonly became: "OPEN" };

const OPEN: Proof = { became: "OPEN" };

/**
 * Whether a customer proved retained: by its first renewal or second purchase behind the day of credit, or by so many months
 * as a customer. A loss that comes before the proof decides against it; on the same day the proof counts, for a term that
 * was served is served. Source: domain §5, *Hold*.
 *
 * @param end the first day that is not known yet
 */
export function proofOf(event: CreditedEvent, { until, months }: Hold, fate: CustomerFate, end: Day): Proof {
  const from = event.servedFrom ?? event.creditedOn;
  const limit = months === null ? null : addMonths(from, months);
  const proved = until === "MONTHS" ? limit : firstAfter(proofsOf(fate, until), event.creditedOn);
  const lost = lossOf(event, fate);
  const isInTime = proved !== null && (limit === null || proved <= limit);
  if (isInTime && (lost === null || proved <= lost)) return known("PROVED", proved, end);
  if (lost !== null && (limit === null || lost <= limit)) return known("LOST", lost, end);
  return limit === null ? OPEN : known("NOT_PROVED", limit, end);
}

/** The first loss behind the day of credit; null: it was not lost. */
export const lossOf = ({ creditedOn }: CreditedEvent, { lostOn }: CustomerFate): Day | null =>
  firstAfter(lostOn, creditedOn);

/** Full months from one day to another: 0 when it comes first. */
export function fullMonths(from: Day, until: Day): number {
  const [fromYear, fromMonth] = from.split("-").map(Number) as [number, number];
  const [year, month] = until.split("-").map(Number) as [number, number];
  const months = Math.max(0, 12 * (year - fromYear) + month - fromMonth);
  return months > 0 && addMonths(from, months) > until ? months - 1 : months;
}

const proofsOf = (
  { renewedOn, purchasedOn }: CustomerFate,
  until: "FIRST_RENEWAL" | "SECOND_PURCHASE",
): readonly Day[] => (until === "FIRST_RENEWAL" ? renewedOn : purchasedOn);

function firstAfter(days: readonly Day[], day: Day): Day | null {
  for (const one of days) if (one > day) return one;
  return null;
}

const known = (became: "PROVED" | "LOST" | "NOT_PROVED", on: Day, end: Day): Proof =>
  on < end ? { became, on } : OPEN;
