import type { EntityManager } from "typeorm";

import { must } from "../../kernel/invariant";
import { type Counts, NO_ROWS } from "./summary";

/**
 * Who served whom, as purchases tell: a customer belongs to the rep of its first purchase until another rep's purchase
 * takes over, from that day on. Of several on one day the last by external id counts, numbers as numbers. Refunds are no
 * purchases. A customer whose team in the role was given by other means is left as it is.
 */
const SPANS = `
  select external_id, customer_id, rep_id, starts_on, ends_on from (
    select 'purchases/' || $1::text || '/' || customer.external_id || '/' || starts_on as external_id,
           customer_id, rep_id, starts_on, lead(starts_on) over (partition by customer_id order by starts_on) as ends_on
    from (
      select customer_id, rep_id, purchased_on as starts_on,
             lag(rep_id) over (partition by customer_id order by purchased_on) as rep_before
      from (
        select distinct on (customer_id, purchased_on) customer_id, purchased_on, rep_id
        from purchase
        where rep_id is not null and amount_minor >= 0
        order by customer_id, purchased_on, substring(external_id from '^[0-9]+$')::numeric desc nulls last, external_id desc
      ) as daily
    ) as turn join customer on customer.id = turn.customer_id
    where rep_before is distinct from rep_id
  ) as span
  where not exists (
    select from assignment given
    where given.customer_id = span.customer_id and given.role = $1 and given.origin <> 'PURCHASES')`;

const DERIVE = `
  with span as (${SPANS}), removed as (
    delete from assignment old
    where old.origin = 'PURCHASES' and old.role = $1
      and not exists (select from span where span.external_id = old.external_id)
      and not exists (
        select from assignment given
        where given.customer_id = old.customer_id and given.role = $1 and given.origin <> 'PURCHASES')
    returning old.id
  ), merged as (
    insert into assignment as stored (external_id, customer_id, rep_id, role, share, origin, starts_on, ends_on)
    select external_id, customer_id, rep_id, $1, 10000, 'PURCHASES', starts_on, ends_on from span
    on conflict (external_id) do update
    set rep_id = excluded.rep_id, ends_on = excluded.ends_on, version = stored.version + 1
    where (stored.rep_id, stored.ends_on) is distinct from (excluded.rep_id, excluded.ends_on)
    returning stored.xmax = 0 as created
  )
  select (select count(*) from span)::integer as read, (select count(*) from removed)::integer as removed,
         count(*) filter (where created)::integer as created, count(*) filter (where not created)::integer as updated
  from merged`;

type Derived = Pick<Counts, "read" | "created" | "updated" | "removed">;

/** Brings the assignments that follow from all purchases up to date, in one statement. */
export async function deriveAccountTeams(tx: EntityManager, role: string): Promise<Counts> {
  await tx.query(`set constraints all deferred`);
  const [derived]: Derived[] = await tx.query(DERIVE, [role]);
  await tx.query(`set constraints all immediate`);
  const { read, created, updated, removed } = must(derived, "an aggregate answers one row");
  return { ...NO_ROWS, read, created, updated, removed, unchanged: read - created - updated };
}
