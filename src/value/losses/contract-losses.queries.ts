import type { Day, Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { LossReason } from "../../records/contracts/loss-reason.type";
import { merged } from "../../records/customers/merged.queries";
import { coverage } from "../coverage.queries";

/** The last contract of a customer ended, and nothing went on. */
export interface ContractLoss {
  readonly customerId: string;
  readonly lostOn: Day;
  readonly backOn: Day | null;
  /** annualised values of the contracts that covered the day before; minor units as text */
  readonly values: readonly (readonly [currency: string, amountMinor: string])[];
  readonly reason: LossReason | null;
  readonly competitor: string | null;
}

/** The accounts asked for, with those merged into them. */
const inScope = (account: string): string =>
  `(${account} = any ($5::bigint[]) or ${account} in (select id from merged where root_id = any ($5::bigint[])))`;

/**
 * $1 and $2: the period; $3: asOf, $4: the grace. Where the covered days of a customer stop: of contracts that touch or
 * overlap, the end of the last one. Why, is told by the contracts that stopped then, the one worth most first: by its early
 * end, or by the renewal that was lost.
 */
const losses = (of?: typeof inScope): string => `
  with recursive ${merged("$3::date")},
  covered as (
    select coalesce(m.root_id, t.customer_id) as customer_id, t.contract_id, t.currency, t.annual_value_minor, t.starts_on, t.until
    from (${coverage({ asOf: "$3::date", graceDays: "$4::integer", from: "$1::date", of })}) t
    left join merged m on m.id = t.customer_id
  ),
  lost as (
    select whole.customer_id, upper(span) as lost_on, (
      select min(lower(later)) from unnest(whole.days) later
      where lower(later) > upper(span) and lower(later) < $2::date and lower(later) <= $3::date) as back_on
    from (select customer_id, range_agg(daterange(starts_on, until)) as days from covered group by customer_id) whole
    cross join unnest(whole.days) span
    join customer c on c.id = whole.customer_id and c.relationship = 'CONTRACT'
    where upper(span) >= $1::date and upper(span) < $2::date and upper(span) <= $3::date
  )
  select json_build_object('customerId', lost.customer_id::text, 'lostOn', lost.lost_on, 'backOn', lost.back_on, 'values', worth.amounts,
    'reason', why.reason, 'competitor', why.competitor)
  from lost
  cross join lateral (
    select json_agg(json_build_array(covered.currency, covered.annual_value_minor::text)) as amounts
    from covered
    where covered.customer_id = lost.customer_id and covered.starts_on < lost.lost_on and covered.until >= lost.lost_on
  ) worth
  left join lateral (
    select coalesce(early.loss_reason, r.loss_reason) as reason,
      case when early.loss_reason is null then r.competitor else early.competitor end as competitor
    from covered
    left join contract early on early.id = covered.contract_id and early.ended_on = lost.lost_on
    left join renewal r on r.contract_id = covered.contract_id and r.status = 'LOST' and r.closed_on <= $3::date
    where covered.customer_id = lost.customer_id and covered.until = lost.lost_on
    order by coalesce(early.loss_reason, r.loss_reason) is null, covered.annual_value_minor desc, covered.contract_id, r.due_on desc
    limit 1
  ) why on true`;

const OF_ALL = losses();
const OF_SOME = losses(inScope);

/**
 * The customers under contract that were lost in a period, as it is known on a day: from the first day that nothing
 * covers. A renewal that may still be closed within the grace has lost nobody yet.
 *
 * @param customers only these; all when null
 */
export async function contractLosses(
  { database, signal }: Context,
  { start, end }: Period,
  asOf: Day,
  graceDays: number,
  customers: readonly string[] | null,
): Promise<ContractLoss[]> {
  const values = [start, end, asOf, graceDays];
  const query =
    customers === null
      ? { text: OF_ALL, values, rowMode: "array" }
      : { text: OF_SOME, values: [...values, customers], rowMode: "array" };
  const { rows } = await runCancellable<[ContractLoss]>(database.pool, query, signal);
  return rows.map(([loss]) => loss);
}
