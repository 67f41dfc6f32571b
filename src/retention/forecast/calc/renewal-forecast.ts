import { addDays, type Day } from "../../../kernel/calendar";
import { groupBy } from "../../../kernel/group-by";
import { minor, type Minor } from "../../../kernel/money";
import type { FittedModels } from "../../../value/models/calc/fitted-models";
import { renewalRate } from "../../../value/models/calc/shifted-beta-geometric";

/** A renewal that is not decided yet. */
export interface DueRenewal {
  readonly customerId: string;
  readonly segment: string | null;
  readonly dueOn: Day;
  readonly valueMinor: Minor;
  /** how often the customer has renewed before, without a loss in between */
  readonly renewedBefore: number;
}

/** What customers of a segment decided, on time or within the grace. */
export interface SegmentDecisions {
  readonly segment: string | null;
  readonly renewed: number;
  readonly decided: number;
}

/** What an expectation rests on. */
export type ForecastBasis = "SEGMENT_HISTORY" | "COMPANY_HISTORY" | "SURVIVAL_MODEL";

/** Renewals that are expected to go the same way. */
export interface ForecastLine {
  /** null: nothing to tell it from */
  readonly basis: ForecastBasis | null;
  /** whose history or model; null: everybody's */
  readonly segment: string | null;
  readonly renewals: number;
  readonly dueMinor: Minor;
  readonly expectedMinor: Minor | null;
  /** how many of them renew, on average; null without a basis */
  readonly rate: number | null;
  /** decisions that the rate rests on; null unless it is history */
  readonly decisions: number | null;
}

export interface ForecastHorizon {
  readonly days: number;
  readonly renewals: number;
  readonly dueMinor: Minor;
  /** null when some renewal has no basis: a part is no expectation of the whole */
  readonly expectedMinor: Minor | null;
  readonly atRiskMinor: Minor | null;
  readonly lines: readonly ForecastLine[];
}

/** From so many decisions on a rate is more than chance: its standard error is below 0.1. */
const ENOUGH_DECISIONS = 30;

interface Chance extends Pick<ForecastLine, "basis" | "segment" | "decisions"> {
  readonly rate: number | null;
}

/**
 * How probable a renewal is: by what its segment decided, else by what all did, else by the survival model.
 *
 *     rate = renewed ÷ decided        from 30 decisions on
 */
export function chances(
  history: readonly SegmentDecisions[],
  models: FittedModels,
): (renewal: Pick<DueRenewal, "segment" | "renewedBefore">) => Chance {
  const own = new Map(history.map((decisions) => [decisions.segment, decisions]));
  const company = { renewed: decisionsOf(history, "renewed"), decided: decisionsOf(history, "decided") };
  return ({ segment, renewedBefore }) => {
    const decisions = segment === null ? undefined : own.get(segment);
    if (decisions && decisions.decided >= ENOUGH_DECISIONS) return known("SEGMENT_HISTORY", segment, decisions);
    if (company.decided >= ENOUGH_DECISIONS) return known("COMPANY_HISTORY", null, company);
    const model = models.of("SHIFTED_BETA_GEOMETRIC", segment);
    if (!model) return { basis: null, segment: null, decisions: null, rate: null };
    const rate = renewalRate(model.parameters, renewedBefore);
    return { basis: "SURVIVAL_MODEL", segment: model.segment, decisions: null, rate };
  };
}

const known = (
  basis: ForecastBasis,
  segment: string | null,
  { renewed, decided }: Omit<SegmentDecisions, "segment">,
) => ({
  ...{ basis, segment, decisions: decided, rate: renewed / decided },
});

const decisionsOf = (history: readonly SegmentDecisions[], of: "renewed" | "decided"): number =>
  history.reduce((total, decisions) => total + decisions[of], 0);

/**
 * What is due within so many days, and what of it is expected to be renewed.
 *
 *     expected = Σ rate · value due        at risk = due − expected
 *
 * An expectation is rounded once for each line, half up, so that lines add up to it.
 */
export function renewalForecast(
  renewals: readonly DueRenewal[],
  chanceOf: ReturnType<typeof chances>,
  asOf: Day,
  days: number,
): ForecastHorizon {
  const end = addDays(asOf, days);
  const within = renewals.filter(({ dueOn }) => dueOn >= asOf && dueOn < end);
  const told = within.map((renewal) => ({ renewal, chance: chanceOf(renewal) }));
  const lines = [...groupBy(told, ({ chance }) => JSON.stringify([chance.basis, chance.segment])).values()].map(line);
  const dueMinor = total(lines.map((one) => one.dueMinor));
  const expected = lines.map(({ expectedMinor }) => expectedMinor).filter((amount) => amount !== null);
  const expectedMinor = expected.length < lines.length ? null : total(expected);
  const atRiskMinor = expectedMinor === null ? null : minor(dueMinor - expectedMinor);
  return { days, renewals: within.length, dueMinor, expectedMinor, atRiskMinor, lines: lines.sort(byValue) };
}

interface Told {
  readonly renewal: DueRenewal;
  readonly chance: Chance;
}

const dueOf = (members: readonly Told[]): Minor => total(members.map(({ renewal }) => renewal.valueMinor));

function line(members: readonly Told[]): ForecastLine {
  const { basis, segment, decisions } = members[0]!.chance;
  const shared = { basis, segment, decisions, renewals: members.length, dueMinor: dueOf(members) };
  if (basis === null) return { ...shared, expectedMinor: null, rate: null };
  // By rising rates, and whole amounts first: floats must not depend on the order of renewals.
  const byRate = [...groupBy(members, ({ chance }) => chance.rate!)].sort(([a], [b]) => a - b);
  const expected = byRate.reduce((sum, [rate, same]) => sum + rate * Number(dueOf(same)), 0);
  const rate = byRate.reduce((sum, [one, same]) => sum + one * same.length, 0) / members.length;
  return { ...shared, expectedMinor: minor(Math.round(expected)), rate };
}

const total = (amounts: readonly Minor[]): Minor => minor(amounts.reduce((sum, amount) => sum + amount, 0n));

const byValue = (a: ForecastLine, b: ForecastLine): number =>
  Number(b.dueMinor - a.dueMinor) || (`${a.basis} ${a.segment}` < `${b.basis} ${b.segment}` ? -1 : 1);
