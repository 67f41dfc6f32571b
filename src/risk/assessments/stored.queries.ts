import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { RiskBand } from "../models/calc/risk-model";
import type { Assessed } from "./calc/assessed";

/** The last assessment of each customer before a day. $1: the day; $2: the customers. */
const before = (customers: string): string => `
  select c.id::text as id, last.score, last.band from ${customers}
  cross join lateral (
    select a.score, a.band from risk_assessment a where a.customer_id = c.id and a.as_of < $1::date
    order by a.as_of desc limit 1
  ) last`;

const BEFORE_ALL = before("customer c");
const BEFORE_SOME = before("unnest($2::bigint[]) c (id)");

/** What was last said of customers before a day. */
export async function assessmentsBefore(
  { database, signal }: Context,
  day: Day,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, { readonly score: number; readonly band: RiskBand }>> {
  const query =
    customers === null ? { text: BEFORE_ALL, values: [day] } : { text: BEFORE_SOME, values: [day, customers] };
  const columns = await fetchColumns(database.pool, { ...query, columns: ["id", "score", "band"] }, signal);
  const [ids, scores, bands] = columns as [string[], number[], RiskBand[]];
  return new Map(ids.map((id, row) => [id, { score: scores[row]!, band: bands[row]! }]));
}

const STORED = `
  select customer_id::text as "customerId", as_of::text as "asOf", model_version as "modelVersion",
    horizon_days as "horizonDays", score, band, previous_band as "previousBand", change, probability, calibrated, risk_fit_id::text as "riskFitId", coverage,
    annual_value_minor::text as "annualValueMinor", value_at_risk_minor::text as "valueAtRiskMinor", currency, drivers
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

const COLUMNS = [
  ...[
    ["customer_id", "bigint"],
    ["as_of", "date"],
    ["model_version", "integer"],
    ["horizon_days", "integer"],
  ],
  ...[
    ["score", "smallint"],
    ["band", "text"],
    ["previous_band", "text"],
    ["change", "smallint"],
  ],
  ...[
    ["probability", "double precision"],
    ["calibrated", "boolean"],
    ["risk_fit_id", "bigint"],
    ["coverage", "double precision"],
  ],
  ...[
    ["annual_value_minor", "bigint"],
    ["value_at_risk_minor", "bigint"],
    ["currency", "text"],
    ["drivers", "jsonb"],
  ],
] as const;

const NAMES = COLUMNS.map(([name]) => name);
const TOLD = NAMES.filter((name) => name !== "customer_id" && name !== "as_of");

/** A second run of a day takes the place of the first where it says something else. */
const STORE = `
  insert into risk_assessment (${NAMES.join(", ")})
  select * from unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ")})
  on conflict (customer_id, as_of) do update set
    ${TOLD.map((name) => `${name} = excluded.${name}`).join(", ")}, recorded_at = now()
  where (${TOLD.map((name) => `risk_assessment.${name}`).join(", ")})
    is distinct from (${TOLD.map((name) => `excluded.${name}`).join(", ")})`;

export async function storeAssessments(tx: EntityManager, all: readonly Assessed[]): Promise<void> {
  if (all.length === 0) return;
  const column = <Value>(of: (one: Assessed) => Value): Value[] => all.map(of);
  await tx.query(STORE, [
    ...[column((one) => one.customerId), column((one) => one.asOf)],
    ...[column((one) => one.modelVersion), column((one) => one.horizonDays)],
    ...[column((one) => one.score), column((one) => one.band)],
    ...[column((one) => one.previousBand), column((one) => one.change)],
    ...[
      column((one) => one.probability),
      column((one) => one.calibrated),
      column((one) => one.riskFitId),
      column((one) => one.coverage),
    ],
    ...[column((one) => String(one.annualValueMinor)), column((one) => String(one.valueAtRiskMinor))],
    ...[column((one) => one.currency), column((one) => JSON.stringify(one.drivers))],
  ]);
}
