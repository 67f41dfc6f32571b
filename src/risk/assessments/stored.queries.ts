import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
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

/** The columns of a stored assessment but its drivers, with what they are of it: numbers, days and codes, none of which needs quotes. */
const COLUMNS: readonly (readonly [name: string, type: Sql, of: (one: Assessed) => unknown])[] = [
  ["customer_id", "bigint", (one) => one.customerId],
  ["as_of", "date", (one) => one.asOf],
  ["model_version", "integer", (one) => one.modelVersion],
  ["horizon_days", "integer", (one) => one.horizonDays],
  ["score", "smallint", (one) => one.score],
  ["band", "text", (one) => one.band],
  ["previous_band", "text", (one) => one.previousBand],
  ["change", "smallint", (one) => one.change],
  ["probability", "double precision", (one) => one.probability],
  ["calibrated", "boolean", (one) => one.calibrated],
  ["risk_fit_id", "bigint", (one) => one.riskFitId],
  ["coverage", "double precision", (one) => one.coverage],
  ["annual_value_minor", "bigint", (one) => one.annualValueMinor],
  ["value_at_risk_minor", "bigint", (one) => one.valueAtRiskMinor],
  ["currency", "text", (one) => one.currency],
  ["override_id", "bigint", (one) => one.overrideId],
  ["score_without", "smallint", (one) => one.scoreWithout],
  ["band_without", "text", (one) => one.bandWithout],
  ["reviewer_id", "bigint", (one) => one.reviewerId],
  ["band_without_review", "text", (one) => one.bandWithoutReview],
];

const NAMES = [...COLUMNS.map(([name]) => name), "drivers"];
const TOLD = NAMES.filter((name) => name !== "customer_id" && name !== "as_of");

/** json has no equality: as text it has. */
const told = (row: string): Sql => TOLD.map((name) => `${row}.${name}${name === "drivers" ? "::text" : ""}`).join(", ");

/** A second run of a day takes the place of the first where it says something else. */
const STORE = `
  insert into risk_assessment (${NAMES.join(", ")})
  select * from rows from (
    unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ")}),
    json_array_elements($${NAMES.length}::json))
  on conflict (customer_id, as_of) do update set
    ${TOLD.map((name) => `${name} = excluded.${name}`).join(", ")}, recorded_at = now()
  where (${told("risk_assessment")}) is distinct from (${told("excluded")})`;

/** Arrays and JSON are written here: the driver would quote every value, which takes it longer than the rest of a run. */
export async function storeAssessments(tx: EntityManager, all: readonly Assessed[]): Promise<void> {
  if (all.length === 0) return;
  const columns = COLUMNS.map(([, , of]) => `{${all.map((one) => of(one) ?? "null").join(",")}}`);
  await tx.query(STORE, [...columns, JSON.stringify(all.map(({ drivers }) => drivers))]);
}

/** What an earlier run of the day said of customers of whom there is nothing to say any more. */
export const removeAssessments = (tx: EntityManager, asOf: Day, customers: readonly string[]): Promise<unknown> =>
  tx.query(`delete from risk_assessment where as_of = $1::date and customer_id = any ($2::bigint[])`, [
    asOf,
    customers,
  ]);
