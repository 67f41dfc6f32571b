import type { Day, Period } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { runAsViewer } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { PaidPart } from "./calc/pay-sides";

/** An event's key begins with its kind, and ends with the record that says so. $1, $2: from and to; $3: as of. */
const PARTS = `
  with paid as (
    select line.id, line.plan_code, line.plan_version, line.component, line.currency, line.amount_minor,
      case when line.paid_kind not in ('TEAM_POOL', 'ADJUSTMENT') then line.event end as event
    from statement_line line
      join pay_period run on run.id = line.pay_period_id
      join pay_period earned on earned.id = line.for_period_id
    where run.status in ('LOCKED', 'DELIVERED') and run.ends_on <= $3::date + 1
      and earned.starts_on >= $1::date and earned.ends_on <= $2::date
      and line.kind not in ('CARRIED_FORWARD', 'BROUGHT_FORWARD')
  ), part as (
    select paid.plan_code, paid.plan_version, paid.component, paid.currency,
      coalesce(credit.event, paid.event) as event, coalesce(credit.amount_minor, paid.amount_minor) as amount
    from paid left join line_credit credit on credit.line_id = paid.id
  ), told as (
    select part.currency, part.amount, component.item -> 'events' as events, component.item #>> '{input,measure}' as measure,
      case when purchase.id is null or exists (
        select from purchase before where before.customer_id = purchase.customer_id
          and (before.purchased_on, before.id) < (purchase.purchased_on, purchase.id))
      then split_part(part.event, ' ', 1) else 'FIRST_PURCHASE' end as event
    from part
      left join compensation_plan plan on plan.code = part.plan_code and plan.version = part.plan_version
      left join lateral (
        select item from jsonb_array_elements(plan.document -> 'components') item where item ->> 'code' = part.component
      ) component on true
      left join purchase on part.event = 'PURCHASE Purchase ' || purchase.external_id
  )
  select currency, event, events, measure, sum(amount)::text as amount
  from told group by currency, event, events, measure`;

export interface PartOfPay extends PaidPart {
  readonly currency: string;
}

/** Locked pay for a span of days, by what it was paid for: of the periods of pay that lie in it as a whole. */
export async function partsOfPay(
  { database, viewer, signal }: Context,
  { start, end }: Period,
  asOf: Day,
): Promise<PartOfPay[]> {
  type Row = Omit<PartOfPay, "amount"> & { readonly amount: string };
  const query = { text: PARTS, values: [start, end, asOf] };
  const { rows } = await runAsViewer<Row>(database.pool, viewer, query, signal);
  return rows.map((row) => ({ ...row, amount: minor(BigInt(row.amount)) }));
}
