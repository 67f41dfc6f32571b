import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { groupBy } from "../../kernel/group-by";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { Statement } from "../../platform/plan/statement";
import { merged } from "../../records/customers/merged.queries";
import { seesFactOfCustomer } from "../../records/policy";
import type { AtRiskAsked, CustomerAtRisk } from "../../risk/assessments/at-risk.queries";
import type { RepsOf } from "../scorecards/subject";
import { lastRun, servedBy } from "./served";

/** The customers in some bands that each subject serves and the viewer sees, by the last assessment of all. */
export async function servedAtRisk(
  context: Context,
  kind: RepsOf,
  subjects: readonly string[],
  { bands, segment }: AtRiskAsked,
  asOf: Day,
): Promise<ReadonlyMap<string, readonly CustomerAtRisk[]>> {
  const request = { ...context, variables: {}, keys: subjects };
  const statement = new Statement(request);
  const [ids, day, inBands, ofSegment] = [
    statement.parameter("bigint[]", ({ keys }) => keys),
    statement.parameter("date", () => asOf),
    statement.parameter("text[]", () => bands),
    statement.parameter("text", () => segment),
  ];
  const sees = seesFactOfCustomer("a", statement.scope);
  const text = `
    with recursive ${merged(day)}, ${servedBy(kind, ids, day)}, ${lastRun(day)}
    select s.subject_id::text, a.customer_id::text, a.as_of::text, a.value_at_risk_minor::text
    from run join risk_assessment a on a.as_of = run.day join served s on s.customer_id = a.customer_id
    join customer c on c.id = a.customer_id
    where a.band = any (${inBands}) and (${ofSegment} is null or c.segment = ${ofSegment})${sees ? ` and ${sees}` : ""}`;
  const query = { text, values: statement.binder()(request), rowMode: "array" };
  type Row = [subject: string, customerId: string, asOf: Day, valueAtRisk: string];
  const { rows } = await runCancellable<Row>(context.database.pool, query, context.signal);
  const found = groupBy(rows, ([subject]) => subject);
  return new Map(
    [...found].map(([subject, of]) => [
      subject,
      of.map(([, customerId, on, value]) => ({ customerId, asOf: on, valueAtRiskMinor: minor(BigInt(value)) })),
    ]),
  );
}
