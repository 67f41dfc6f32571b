import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { aboutCustomers, type Asked } from "../about-customers.queries";
import { coverage } from "../coverage.queries";
import type { RetentionDefinition } from "../definitions/calc/retention-definition";
import { type Return, returnOf } from "./calc/return";

type Row =
  | [customer: string, days: Day[], signedAgain: null] // order by order: when it bought, up to the period's end
  | [customer: string, days: null, signedAgain: boolean]; // under contract, and lost when the period began

/** $4: the grace. Who had signed again before the period began was lost no longer, though its term begins later. */
const histories = aboutCustomers<Row>(
  "$5::bigint[]",
  (common) => `
  ${common},
  refunded as (
    select refund_of_id as id, sum(amount_minor) as amount_minor from purchase
    where refund_of_id is not null and purchased_on <= $1::date
    group by refund_of_id
  ),
  bought (root_id, day) as (
    select distinct s.root_id, p.purchased_on
    from purchase p join scope s on s.id = p.customer_id
    join customer c on c.id = s.root_id and c.relationship = 'REPEAT_PURCHASE'
    left join refunded on refunded.id = p.id
    where p.purchased_on < $3::date and p.amount_minor > coalesce(-refunded.amount_minor, 0)
  ),
  covered as (
    select s.root_id
    from (${coverage({
      ...{ asOf: "$1::date", graceDays: "$4::integer", from: "($2::date - 1)" },
      of: (customer) => `${customer} in (select id from scope)`,
    })}) term
    join scope s on s.id = term.customer_id
    where term.starts_on < $2::date and coalesce(term.until, 'infinity') >= $2::date
  )
  select root_id, array_agg(day::text order by day), null::boolean from bought group by root_id
  union all
  select s.root_id, null, bool_or(k.signed_on >= $2::date and k.signed_on < $3::date)
  from contract k join scope s on s.id = k.customer_id
  join customer c on c.id = s.root_id and c.relationship = 'CONTRACT'
  where k.signed_on <= $1::date and s.root_id not in (select root_id from covered)
  group by s.root_id
  having bool_or(k.starts_on < $2::date) and not bool_or(k.signed_on < $2::date and k.starts_on >= $2::date)`,
);

/**
 * Who had lapsed or was lost before a period, and whether it bought or signed again in it. Order by order, the loss day by
 * the definition's rule lies before the period; under contract, nothing covers the day before, grace included.
 *
 * @param customers only these; everybody when null
 */
export async function returns(
  context: Context,
  { period: { start, end }, asOf }: Asked,
  { lapse, graceDays }: RetentionDefinition,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Return>> {
  const rows = await histories(context, [asOf, start, end, graceDays], customers);
  const found = new Map<string, Return>();
  for (const [id, days, signedAgain] of rows) {
    const gone = days === null ? { returned: signedAgain } : returnOf(days, start, lapse);
    if (gone !== null) found.set(id, gone);
  }
  return found;
}
