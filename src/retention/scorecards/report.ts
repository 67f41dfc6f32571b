import type { Period } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import type { MoneyType } from "../../platform/graphql/money.type";
import type { Measure } from "../measures/measure";
import { MEASURES } from "../measures/measures";
import { type MeasureQuota, quotaOf } from "./measure-quota";
import { type Measured, measured, type Scorecard } from "./scorecard";

/** A measure as it leaves the system: what it came to, how it is computed, and its goal. */
export interface ReportedMeasure
  extends Omit<Measured, "amount">, Pick<Measure, "code" | "unit" | "formula" | "higherIsBetter"> {
  readonly amount: Pick<MoneyType, "amount" | "currency"> | null;
  readonly quota: MeasureQuota | null;
}

/** A whole scorecard under the names of the graph. */
export interface ScorecardReport extends Pick<
  Scorecard,
  "asOf" | "rule" | "role" | "segment" | "currency" | "provisional"
> {
  readonly period: Period;
  readonly base: Period;
  readonly definition: { readonly version: number };
  readonly policy: { readonly version: number };
  readonly measures: readonly ReportedMeasure[];
}

/** @throws FX_RATE_MISSING */
export async function reportOf(context: Context, scorecard: Scorecard): Promise<ScorecardReport> {
  const { period, base, asOf, rule, role, segment, currency, provisional, definition, policy } = scorecard;
  return {
    period: { start: period.start, end: period.end },
    base: { start: base.start, end: base.end },
    ...{ asOf, rule, role, segment, currency, provisional },
    definition: { version: definition.version },
    policy: { version: policy.version },
    measures: await Promise.all(MEASURES.map((measure) => reported(context, scorecard, measure))),
  };
}

async function reported(context: Context, scorecard: Scorecard, measure: Measure): Promise<ReportedMeasure> {
  const { code, unit, formula, higherIsBetter } = measure;
  const { amount, ...figure } = await measured(context, scorecard, measure);
  return {
    ...{ code, unit, formula, higherIsBetter, ...figure },
    amount: amount === null ? null : { amount, currency: scorecard.currency },
    quota: await quotaOf(context, scorecard, measure, figure.value),
  };
}
