import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import { merged } from "../../records/customers/merged.queries";
import type { Asked } from "../about-customers.queries";
import { countedOf } from "../won.queries";

/** What a customer answered when it was asked how content it is. */
export interface Voice {
  /** each 0 to 10 */
  readonly nps: readonly number[];
  /** each 1 to 5 */
  readonly csat: readonly number[];
}

const scores = (customers: Sql | null): Sql => `
  with recursive ${merged("$1::date")}, ${countedOf(customers)}
  select s.root_id::text as customer, coalesce(json_agg(a.score) filter (where a.kind = 'NPS'), '[]') as nps,
    coalesce(json_agg(a.score) filter (where a.kind = 'CSAT'), '[]') as csat
  from survey a join scope s on s.id = a.customer_id
  where a.answered_on >= $2::date and a.answered_on < $3::date
  group by s.root_id`;

const OF_ALL = scores(null);
const OF_SOME = scores("$4::bigint[]");
const COLUMNS = ["customer", "nps", "csat"];
type Columns = readonly [customers: string[], nps: number[][], csat: number[][]];

/**
 * All answers that customers gave in a period: who answered twice is heard twice.
 *
 * @param customers only these; everybody when null
 */
export async function surveyAnswers(
  { database, signal }: Context,
  { period: { start, end }, asOf }: Asked,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Voice>> {
  const days = [asOf, start, end];
  const query =
    customers === null
      ? { text: OF_ALL, values: days, columns: COLUMNS }
      : { text: OF_SOME, values: [...days, customers], columns: COLUMNS };
  const columns = (await fetchColumns(database.pool, query, signal)) as unknown as Columns;
  const [owners, nps, csat] = columns;
  return new Map(owners.map((customer, place) => [customer, { nps: nps[place]!, csat: csat[place]! }]));
}
