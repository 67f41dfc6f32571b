import type { Day } from "../../../kernel/calendar";
import { auc, baseRate, brier, type Forecast } from "../../../kernel/scoring";
import { fitBgNbd, probabilityToBuy } from "./bg-nbd";
import { type Buyer, historyOf } from "./buyer";
import { fitShiftedBetaGeometric, renewalRate, type RenewalDecisions } from "./shifted-beta-geometric";

/** How a model that knew nothing of a stretch of time foretold it. */
export interface Holdout {
  /** the model knew what had happened up to the day before */
  readonly startsOn: Day;
  /** first day behind the stretch */
  readonly endsOn: Day;
  /** how many were foretold */
  readonly customers: number;
  /** the share with the event: a purchase, or a renewal */
  readonly baseRate: number | null;
  readonly auc: number | null;
  readonly brier: number | null;
  /** AUC of ranking by the last purchase alone, the latest first; null for contracts */
  readonly recencyAuc: number | null;
}

type Stretch = Pick<Holdout, "startsOn" | "endsOn">;

const LONGEST_WEEKS = 52;

/** The later half of the time that is known, in whole weeks, and no more than a year. */
export const holdoutWeeks = (knownDays: number): number =>
  Math.min(LONGEST_WEEKS, Math.max(1, Math.round(knownDays / 14)));

/**
 * Who buys within the stretch, foretold from the day before it.
 *
 * @param before what was known then, and whether each bought since
 * @returns null when no model can be fitted to what was known then
 */
export function foretellBuying(before: readonly Buyer[], weeks: number, stretch: Stretch): Holdout | null {
  const fit = fitBgNbd(before.map(historyOf));
  if (fit.status !== "FITTED") return null;
  const told = before.map((buyer) => ({
    score: probabilityToBuy(fit.parameters, historyOf(buyer), weeks),
    happened: buyer.boughtAfter,
  }));
  const recent = before.map((buyer) => ({ score: buyer.recencyDays - buyer.ageDays, happened: buyer.boughtAfter }));
  return { ...scored(told, stretch), recencyAuc: auc(recent) };
}

/**
 * Who renews at its next decision within the stretch.
 *
 * @param before what was decided by the day before it, by number of the renewal
 * @param since the first decision of each customer within it, by number of the renewal
 */
export function foretellRenewing(
  before: readonly RenewalDecisions[],
  since: readonly RenewalDecisions[],
  stretch: Stretch,
): Holdout | null {
  const fit = fitShiftedBetaGeometric(before);
  if (fit.status !== "FITTED") return null;
  const told = since.flatMap(({ renewed, lost }, renewals) => {
    const score = renewalRate(fit.parameters, renewals);
    return [
      ...Array.from({ length: renewed }, () => ({ score, happened: true })),
      ...Array.from({ length: lost }, () => ({ score, happened: false })),
    ];
  });
  return { ...scored(told, stretch), recencyAuc: null };
}

const scored = (told: readonly Forecast[], { startsOn, endsOn }: Stretch): Omit<Holdout, "recencyAuc"> => ({
  ...{ startsOn, endsOn, customers: told.length },
  ...{ baseRate: baseRate(told), auc: auc(told), brier: brier(told) },
});
