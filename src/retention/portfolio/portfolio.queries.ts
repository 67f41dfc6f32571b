import type { Day } from "../../kernel/calendar";
import { minor, type Minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import type { RiskBand } from "../../risk/models/calc/risk-model";
import type { SignalCode } from "../../risk/signals/calc/signal-code";
import type { Cell, DriverShare } from "./calc/portfolio";
import { lastRun, type ServedBy, servedBy } from "./served";

/** What is known of the customers of a subject, by the last assessment of all. */
export interface PortfolioFacts {
  /** the day on which all were assessed */
  readonly assessedOn: Day;
  readonly currency: string;
  readonly cells: readonly Cell[];
  /** the one that accounts for the most first */
  readonly drivers: readonly DriverShare[];
}

const PORTFOLIO = (kind: ServedBy): string => `
  with recursive ${merged("$2::date")},
  ${servedBy(kind, "$1::bigint[]", "$2::date")},
  ${lastRun("$2::date")},
  assessed as materialized (
    select s.subject_id, a.band, c.segment, a.score, a.annual_value_minor, a.value_at_risk_minor, a.currency, a.drivers
    from run join risk_assessment a on a.as_of = run.day join served s on s.customer_id = a.customer_id
    join customer c on c.id = a.customer_id
  ),
  cell as (
    select subject_id, json_agg(json_build_array(band, segment, customers, annual::text, at_risk::text)) as cells
    from (
      select subject_id, band, segment, count(*) as customers, sum(annual_value_minor) as annual,
        sum(value_at_risk_minor) as at_risk
      from assessed group by subject_id, band, segment
    ) grouped group by subject_id
  ),
  driver as (
    select subject_id, json_agg(json_build_array(signal, customers, at_risk::text) order by at_risk desc, signal) as drivers
    from (
      select subject_id, d.signal, count(*) as customers,
        round(sum(value_at_risk_minor * d.points::numeric / score)) as at_risk
      from assessed cross join lateral json_to_recordset(drivers) d (signal text, points integer)
      where score > 0 group by subject_id, d.signal
    ) grouped group by subject_id
  )
  select subject_id::text, run.day, (select min(currency) from assessed), cells, coalesce(drivers, '[]')
  from run join cell on true left join driver using (subject_id)`;

type Row = [
  subject: string,
  assessedOn: Day,
  currency: string,
  cells: [band: RiskBand, segment: string | null, customers: number, annualValue: string, valueAtRisk: string][],
  drivers: [signal: SignalCode, customers: number, valueAtRisk: string][],
];

/** The portfolios of subjects as of a day; who serves nobody that was assessed has none. */
export async function portfolioFacts(
  { database, signal }: Context,
  kind: ServedBy,
  subjects: readonly string[],
  asOf: Day,
): Promise<ReadonlyMap<string, PortfolioFacts>> {
  const query = { text: PORTFOLIO(kind), values: [subjects, asOf], rowMode: "array" };
  const { rows } = await runCancellable<Row>(database.pool, query, signal);
  const amount = (text: string): Minor => minor(BigInt(text));
  return new Map(
    rows.map(([subject, assessedOn, currency, cells, drivers]) => [
      subject,
      {
        ...{ assessedOn, currency },
        cells: cells.map(([band, segment, customers, annual, atRisk]) => ({
          ...{ band, segment, customers, annualValueMinor: amount(annual), valueAtRiskMinor: amount(atRisk) },
        })),
        drivers: drivers.map(([signal, customers, atRisk]) => ({
          ...{ signal, customers, valueAtRiskMinor: amount(atRisk) },
        })),
      },
    ]),
  );
}
