import type { Minor } from "../../../kernel/money";
import type { Heard } from "../../assessments/calc/assessment";
import type { LapseRule } from "../../../value/calc/lapse";
import { type BgNbd, type PurchaseHistory, probabilityToBuy } from "../../../value/models/calc/bg-nbd";
import { ramp } from "../../signals/calc/ramp";
import type { Readings } from "./probability-model";

/** What of a customer's facts decides whether it can be lost at all, and how soon. */
export interface Circumstances {
  readonly relationship: "CONTRACT" | "REPEAT_PURCHASE";
  readonly rhythm: { readonly daysSilent: number; readonly usualGapDays: number | null } | null;
  readonly due: { readonly daysToDue: number } | null;
}

/** Whether it is still a customer: a contract is in force, or its silence is not yet one that the definition calls a loss. */
export function isThere({ relationship, rhythm }: Circumstances, annualValue: Minor, lapse: LapseRule): boolean {
  if (relationship === "CONTRACT") return annualValue > 0n;
  if (rhythm === null) return false;
  const { daysSilent, usualGapDays } = rhythm;
  return daysSilent <= (usualGapDays === null ? lapse.lapseDays : Math.floor(lapse.timesUsualGap * usualGapDays));
}

const DAYS_PER_WEEK = 7;

/**
 * Of who buys order by order: the probability that it buys nothing within the horizon, by the model of buying. Null for who
 * bought only once: the model takes it to be there for ever, however long it is silent (domain §4, *Buying behaviour*).
 */
export const buysNothing = (model: BgNbd, history: PurchaseHistory, horizonDays: number): number | null =>
  history.frequency === 0 ? null : 1 - probabilityToBuy(model, history, horizonDays / DAYS_PER_WEEK);

/**
 * Days between two purchases of a customer that is there, as the model of buying expects them after what it bought so far.
 *
 *     7 · (α + t_x) ÷ (r + x)     the inverse of the mean purchase rate given x repeat purchases up to t_x
 */
const expectedGapDays = ({ r, alpha }: BgNbd, { frequency, recency }: PurchaseHistory): number =>
  (DAYS_PER_WEEK * (alpha + recency)) / (r + frequency);

/** By what a customer is read, beside its signals. */
export interface Reading {
  readonly horizonDays: number;
  /** null under contract, and where no model of buying could be fitted */
  readonly buying: BgNbd | null;
  readonly lapse: LapseRule;
}

/**
 * What the probability of a loss within the horizon is told by: the severity of every signal that applies, and what is no sign
 * of leaving but decides when a customer can. Under contract a loss waits for the end of a term, so DUE is 1 when one ends within
 * the horizon, and OPEN_END 1 where none ends at all, as of who pays by the month. Order by order, a customer with too few
 * purchases for a gap of its own is held to the one that the model of buying expects of it: its purchase rhythm is no longer
 * that of everybody's lapse days; and BUYS_NOTHING is the probability by that model that it buys nothing within the horizon, which
 * knows how seldom some buy at all.
 *
 * @param history what it has bought; null under contract
 */
export function readingsOf(
  heard: readonly Heard[],
  { relationship, due, rhythm }: Circumstances,
  history: PurchaseHistory | null,
  { horizonDays, buying, lapse }: Reading,
): Readings {
  const severities = Object.fromEntries(heard.map(({ code, judgement }) => [code, judgement?.severity ?? null]));
  if (relationship === "CONTRACT")
    return { ...severities, DUE: Number(due !== null && due.daysToDue <= horizonDays), OPEN_END: Number(due === null) };
  if (!buying || !history) return severities;
  const readings = { ...severities, BUYS_NOTHING: buysNothing(buying, history, horizonDays) };
  if (rhythm === null || rhythm.usualGapDays !== null) return readings;
  const gap = expectedGapDays(buying, history);
  return { ...readings, PURCHASE_RHYTHM: ramp(rhythm.daysSilent, gap, lapse.timesUsualGap * gap) };
}
