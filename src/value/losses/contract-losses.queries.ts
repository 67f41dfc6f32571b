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
  /** the day from which the reason could be known: of the early end, or on which the lost renewal was closed */
  readonly decidedOn: Day | null;
  readonly reason: LossReason | null;
  readonly competitor: string | null;
}

/** The accounts asked for, with those merged into them. */
const inScope = (account: string): string =>
  `(${account} = any ($5::bigint[]) or ${account} in (select id from merged where root_id = any ($5::bigint[])))`;

/**
 * `steady (id)`: the accounts of customers that one contract covers on every day of the period, as most do: none of them is
 * lost in it, and nothing else is read of them.
 */
const steady = (of: typeof inScope = () => "true"): string => `
  steady_customer (id) as (
    select distinct coalesce(m.root_id, k.customer_id) from contract k left join merged m on m.id = k.customer_id
    where k.starts_on <= $1::date and coalesce(least(k.ends_on, k.ended_on), 'infinity'::date) >= $2::date
      and k.signed_on <= $3::date and ${of("k.customer_id")}
      and not exists (select from contract r where r.replaces_id = k.id and r.starts_on < $2::date)
  ),
  steady (id) as (
    select id from steady_customer union all select m.id from merged m join steady_customer s on s.id = m.root_id
  )`;

/** `stopped (…)`: every contract with the end of the stretch that it belongs to, and the start of the next one. */
const stopped = (of?: typeof inScope): string => `
  covered as (
    select coalesce(m.root_id, t.customer_id) as customer_id, t.contract_id, t.currency, t.annual_value_minor, t.starts_on,
      coalesce(t.until, 'infinity') as until
    from (${coverage({ asOf: "$3::date", graceDays: "$4::integer", from: "$1::date", of, without: "select id from steady" })}) t
    left join merged m on m.id = t.customer_id
    where t.until is null or t.until > t.starts_on
  ),
  stretched as (
    select covered.*, max(until) over earlier < starts_on as begins from covered
    window earlier as (partition by customer_id order by starts_on, contract_id rows between unbounded preceding and 1 preceding)
  ),
  numbered as (
    select stretched.*, count(*) filter (where begins) over (partition by customer_id order by starts_on, contract_id) as stretch
    from stretched
  ),
  stopped as (
    select numbered.*, max(until) over (partition by customer_id, stretch) as lost_on,
      min(starts_on) over (partition by customer_id order by stretch groups between 1 following and 1 following) as next_on
    from numbered
  )`;

/**
 * $1 and $2: the period; $3: asOf, $4: the grace. Contracts that touch or overlap are one stretch of days, and where it
 * stops the customer is lost. What it was worth is what stopped then; why, is told by the contract worth most of those that
 * say: by its early end, or by the renewal that was lost.
 */
const losses = (of?: typeof inScope): string => `
  with recursive ${merged("$3::date")},${steady(of)},${stopped(of)}
  select json_build_object('customerId', stopped.customer_id::text, 'lostOn', stopped.lost_on,
    'backOn', min(stopped.next_on) filter (where stopped.next_on < $2::date and stopped.next_on <= $3::date),
    'values', json_agg(json_build_array(stopped.currency, stopped.annual_value_minor::text)),
    'decidedOn', (array_agg(why.decided_on order by why.reason is null, stopped.annual_value_minor desc, stopped.contract_id))[1],
    'reason', (array_agg(why.reason order by why.reason is null, stopped.annual_value_minor desc, stopped.contract_id))[1],
    'competitor', (array_agg(why.competitor order by why.reason is null, stopped.annual_value_minor desc, stopped.contract_id))[1])
  from stopped
  join customer c on c.id = stopped.customer_id and c.relationship = 'CONTRACT'
  left join contract early on early.id = stopped.contract_id and early.ended_on = stopped.lost_on
  left join lateral (
    select r.loss_reason, r.competitor, r.closed_on from renewal r
    where r.contract_id = stopped.contract_id and r.status = 'LOST' and r.closed_on <= $3::date
    order by r.due_on desc, r.id desc limit 1
  ) refused on true
  cross join lateral (
    select coalesce(early.loss_reason, refused.loss_reason) as reason,
      case when early.loss_reason is null then refused.closed_on else early.ended_on end as decided_on,
      case when early.loss_reason is null then refused.competitor else early.competitor end as competitor
  ) why
  where stopped.until = stopped.lost_on and stopped.lost_on >= $1::date and stopped.lost_on < $2::date and stopped.lost_on <= $3::date
  group by stopped.customer_id, stopped.lost_on`;

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
