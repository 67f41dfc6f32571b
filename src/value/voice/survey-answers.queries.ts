import type { Context } from "../../platform/graphql/context";
import { aboutCustomers, type Asked } from "../about-customers.queries";

/** What a customer answered when it was asked how content it is. */
export interface Voice {
  /** each 0 to 10 */
  readonly nps: readonly number[];
  /** each 1 to 5 */
  readonly csat: readonly number[];
}

const scores = aboutCustomers<[customer: string, nps: number[], csat: number[]]>(
  "$4::bigint[]",
  (common) => `
  ${common}
  select s.root_id, coalesce(array_agg(a.score) filter (where a.kind = 'NPS'), '{}'),
    coalesce(array_agg(a.score) filter (where a.kind = 'CSAT'), '{}')
  from survey a join scope s on s.id = a.customer_id
  where a.answered_on >= $2::date and a.answered_on < $3::date
  group by s.root_id`,
);

/**
 * All answers that customers gave in a period: who answered twice is heard twice.
 *
 * @param customers only these; everybody when null
 */
export async function surveyAnswers(
  context: Context,
  { period: { start, end }, asOf }: Asked,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Voice>> {
  const rows = await scores(context, [asOf, start, end], customers);
  return new Map(rows.map(([id, nps, csat]) => [id, { nps, csat }]));
}
