import type { Context } from "../../platform/graphql/context";
import { aboutCustomers, type Asked, midnight } from "../about-customers.queries";
import { wonOf } from "../won.queries";

/** How long a customer waited for answers. */
export interface Questions {
  /** hours from asked to answered, one for each question */
  readonly hours: readonly number[];
}

/** PostgreSQL's `least` passes over null: what is not answered waits until the end of asOf. */
const waits = aboutCustomers<[customer: string, hours: number[]]>(
  "$4::bigint[]",
  (common) => `
  ${common}, ${wonOf("$1::date")}
  select s.root_id,
    array_agg(extract(epoch from least(i.answered_at, ${midnight("($1::date + 1)")}) - i.asked_at)::float8 / 3600)
  from interaction i join scope s on s.id = i.customer_id join won on won.root_id = s.root_id
  where i.asked_at >= ${midnight("$2")} and i.asked_at < ${midnight("$3")} and i.asked_at >= ${midnight("won.won_on")}
  group by s.root_id`,
);

/**
 * How long customers waited for the answers to what they asked in a period. What is not answered by then counts as open
 * until the end of `asOf`; what a lead asked, referred or not, is another matter and not in it.
 *
 * @param customers only these; everybody when null
 */
export async function questions(
  context: Context,
  { period: { start, end }, asOf }: Asked,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Questions>> {
  const rows = await waits(context, [asOf, start, end], customers);
  return new Map(rows.map(([id, hours]) => [id, { hours }]));
}
