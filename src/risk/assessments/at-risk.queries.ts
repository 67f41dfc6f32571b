import type { Day } from "../../kernel/calendar";
import { minor, type Minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { Statement } from "../../platform/plan/statement";
import { seesFactOfCustomer } from "../../records/policy";
import type { RiskBand } from "../models/calc/risk-model";

/** Of whom the list is. */
export interface AtRiskAsked {
  readonly bands: readonly RiskBand[];
  /** null: of every one */
  readonly segment: string | null;
}

/** A customer with what is at risk of it, and the day on which that was assessed. */
export interface CustomerAtRisk {
  readonly customerId: string;
  readonly asOf: Day;
  readonly valueAtRiskMinor: Minor;
}

/**
 * The customers in some bands that the viewer sees, by the last day up to one on which all were assessed. Empty when none
 * was.
 */
export async function customersAtRisk(
  context: Context,
  { bands, segment }: AtRiskAsked,
  asOf: Day,
): Promise<CustomerAtRisk[]> {
  const request = { ...context, variables: {}, keys: [] };
  const statement = new Statement(request);
  const [day, inBands, ofSegment] = [
    statement.parameter("date", () => asOf),
    statement.parameter("text[]", () => bands),
    statement.parameter("text", () => segment),
  ];
  const sees = seesFactOfCustomer("a", statement.scope);
  const text = `
    select a.customer_id::text, a.as_of::text, a.value_at_risk_minor::text
    from risk_assessment a join customer c on c.id = a.customer_id
    where a.as_of = (select max(r.as_of) from risk_run r where r.scope = 'ALL' and r.as_of <= ${day})
      and a.band = any (${inBands}) and (${ofSegment} is null or c.segment = ${ofSegment})
      and not coalesce(c.merged_on <= a.as_of, false)${sees ? ` and ${sees}` : ""}`;
  const query = { text, values: statement.binder()(request), rowMode: "array" };
  type Row = [customerId: string, asOf: Day, valueAtRisk: string];
  const { rows } = await runCancellable<Row>(context.database.pool, query, context.signal);
  return rows.map(([customerId, on, value]) => ({ customerId, asOf: on, valueAtRiskMinor: minor(BigInt(value)) }));
}
