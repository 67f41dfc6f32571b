import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import { fetchColumns } from "../../platform/database/columns";
import { type CopyTarget, copyTarget } from "../../platform/database/copy-rows";
import type { Context } from "../../platform/graphql/context";
import type { RiskBand } from "../models/calc/risk-model";
import type { Assessed } from "./calc/assessed";
import type { Before } from "./calc/judge";

/** The last assessment of each customer before a day. $1: the day; $2: the customers. */
const before = (customers: string): string => `
  select c.id::text as id, last.* from ${customers}
  cross join lateral (
    select a.score, a.band, a.band_without, a.reviewer_id::text, a.band_without_review from risk_assessment a where a.customer_id = c.id and a.as_of < $1::date
    order by a.as_of desc limit 1
  ) last`;

const BEFORE_ALL = before("customer c");
const BEFORE_SOME = before("unnest($2::bigint[]) c (id)");

/** What was last said of customers before a day. */
export async function assessmentsBefore(
  { database, signal }: Context,
  day: Day,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Before>> {
  const query =
    customers === null ? { text: BEFORE_ALL, values: [day] } : { text: BEFORE_SOME, values: [day, customers] };
  const names = ["id", "score", "band", "band_without", "reviewer_id", "band_without_review"];
  const columns = await fetchColumns(database.pool, { ...query, columns: names }, signal);
  type Bands = (RiskBand | null)[];
  const [ids, scores, bands, without, reviewers, unreviewed] = columns as [
    ...[string[], number[], RiskBand[], Bands, (string | null)[], Bands],
  ];
  return new Map(
    ids.map((id, row) => [
      id,
      {
        ...{ score: scores[row]!, band: bands[row]!, bandWithout: without[row]! },
        ...{ reviewerId: reviewers[row]!, bandWithoutReview: unreviewed[row]! },
      },
    ]),
  );
}

const STORED = `
  select customer_id::text as "customerId", as_of::text as "asOf", model_version as "modelVersion",
    horizon_days as "horizonDays", score, band, previous_band as "previousBand", change, probability, calibrated, risk_fit_id::text as "riskFitId", coverage,
    annual_value_minor::text as "annualValueMinor", value_at_risk_minor::text as "valueAtRiskMinor", currency, drivers,
    override_id::text as "overrideId", score_without as "scoreWithout", band_without as "bandWithout",
    reviewer_id::text as "reviewerId", band_without_review as "bandWithoutReview"
  from risk_assessment`;

type StoredRow = Omit<Assessed, "annualValueMinor" | "valueAtRiskMinor"> & {
  readonly annualValueMinor: string;
  readonly valueAtRiskMinor: string;
};

const read = ({ annualValueMinor, valueAtRiskMinor, ...row }: StoredRow): Assessed => ({
  ...row,
  annualValueMinor: minor(BigInt(annualValueMinor)),
  valueAtRiskMinor: minor(BigInt(valueAtRiskMinor)),
});

/** The assessments stored of customers as of a day. */
export async function assessmentsOn(
  { database, signal }: Context,
  asOf: Day,
  customers: readonly string[],
): Promise<Assessed[]> {
  const query = {
    text: `${STORED} where as_of = $1::date and customer_id = any ($2::bigint[])`,
    values: [asOf, customers],
  };
  return (await runCancellable<StoredRow>(database.pool, query, signal)).rows.map(read);
}

/** Every assessment stored of customers. */
export async function assessmentHistory(
  { database, signal }: Context,
  customers: readonly string[],
): Promise<Assessed[]> {
  const query = { text: `${STORED} where customer_id = any ($1::bigint[])`, values: [customers] };
  return (await runCancellable<StoredRow>(database.pool, query, signal)).rows.map(read);
}

export const ASSESSMENTS: CopyTarget<Assessed> = copyTarget("risk_assessment", {
  customer_id: (one) => one.customerId,
  as_of: (one) => one.asOf,
  model_version: (one) => one.modelVersion,
  horizon_days: (one) => one.horizonDays,
  score: (one) => one.score,
  band: (one) => one.band,
  previous_band: (one) => one.previousBand,
  change: (one) => one.change,
  probability: (one) => one.probability,
  calibrated: (one) => one.calibrated,
  risk_fit_id: (one) => one.riskFitId,
  coverage: (one) => one.coverage,
  annual_value_minor: (one) => one.annualValueMinor,
  value_at_risk_minor: (one) => one.valueAtRiskMinor,
  currency: (one) => one.currency,
  override_id: (one) => one.overrideId,
  score_without: (one) => one.scoreWithout,
  band_without: (one) => one.bandWithout,
  reviewer_id: (one) => one.reviewerId,
  band_without_review: (one) => one.bandWithoutReview,
  drivers: (one) => JSON.stringify(one.drivers),
});

/**
 * What an earlier run of the day said: another one takes its place, and of some there may be nothing to say any more.
 *
 * @param customers those who are assessed anew; all when null
 */
export const forgetAssessments = (
  tx: EntityManager,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<unknown> =>
  customers === null
    ? tx.query(`delete from risk_assessment where as_of = $1::date`, [asOf])
    : tx.query(`delete from risk_assessment where as_of = $1::date and customer_id = any ($2::bigint[])`, [
        asOf,
        customers,
      ]);
