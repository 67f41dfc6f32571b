import type { Sql } from "../platform/plan/record";

/**
 * The customers that a statement is about, `scope (id, root_id)`: those asked for, with those that were merged into them
 * and count as them. One that was merged itself and is asked for stands for its own facts; among everybody it counts as
 * the one it was merged into. It follows `merged` among the common table expressions.
 *
 * @param customers a bigint[]; null means everybody
 */
export const scopeOf = (customers: Sql | null): Sql =>
  customers === null
    ? `scope (id, root_id) as (select c.id, coalesce(m.root_id, c.id) from customer c left join merged m on m.id = c.id)`
    : `scope (id, root_id) as (
         select c.id, c.id from customer c where c.id = any (${customers})
         union all select m.id, m.root_id from merged m where m.root_id = any (${customers}))`;

/**
 * The same for books, where nothing may count twice: what was recorded for a merged account is in the book of whoever holds
 * the customer that it counts as, and nobody else's.
 */
export const countedOf = (customers: Sql | null): Sql =>
  customers === null
    ? scopeOf(null)
    : `scope (id, root_id) as (
         select c.id, c.id from customer c where c.id = any (${customers}) and c.id not in (select id from merged)
         union all select m.id, m.root_id from merged m where m.root_id = any (${customers}))`;

/**
 * Whether a row of `purchase` is one, as a day knows it: a refund is none, nor is what was refunded whole. Its own amount
 * is looked at first: that spares the search for refunds of a refund.
 */
export const isPurchase = (row: string, asOf: Sql): Sql => `(${row}.amount_minor > 0 and ${row}.amount_minor > coalesce(
  (select -sum(r.amount_minor) from purchase r where r.refund_of_id = ${row}.id and r.purchased_on <= ${asOf}), 0))`;

/**
 * The day on which each customer was won, `won (root_id, won_on)`: the one recorded, else that of the first purchase that
 * was not refunded whole, or of the first contract's start, whichever comes first. Null: a lead on that day. It follows
 * `scope`.
 */
export const wonOf = (asOf: Sql): Sql => `
  won (root_id, won_on) as (
    select s.root_id, min(known.on_day) filter (where known.on_day <= ${asOf})
    from scope s join customer c on c.id = s.id
    cross join lateral (select coalesce(c.acquired_on, least(
      (select min(p.purchased_on) from purchase p
       where p.customer_id = c.id and p.purchased_on <= ${asOf} and ${isPurchase("p", asOf)}),
      (select min(k.starts_on) from contract k where k.customer_id = c.id and k.signed_on <= ${asOf}))) as on_day
      offset 0 -- or the planner looks each day up twice: to filter it, and to take the least
    ) known
    group by s.root_id)`;
