import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { coverage } from "../coverage.queries";
import { scopeOf } from "../won.queries";

const covered = (all: boolean): string =>
  coverage({
    ...{ asOf: "$1::date", graceDays: "$2::integer", from: "'0001-01-01'::date" },
    of: (customer) => (all ? "true" : `${customer} in (select id from member)`),
  });

/** The days on which contracts end, by their terms or early, but for those that others replaced until then. */
const ENDS = `
  select member.root_id, member.segment, least(k.ends_on, k.ended_on) as on_day,
    null::date as starts_on, null::date as pending_from, null::date as until
  from member join contract k on k.customer_id = member.id left join (
    select r.replaces_id as id, min(r.starts_on) as on_day from contract r
    where r.replaces_id is not null and r.signed_on <= $1::date
    group by r.replaces_id
  ) replaced on replaced.id = k.id
  where k.signed_on <= $1::date and k.ends_on is not null
    and coalesce(replaced.on_day >= least(k.ends_on, k.ended_on), true)`;

/**
 * The common table expressions `tenant (root_id, segment, ends, held, counted)` and `decision (root_id, segment, on_day,
 * renewed, losses, number)`. $1 is the day that is looked at, $2 the definition's days of grace.
 *
 * On each day on which one of its contracts ends a customer stays or leaves: it stays when a contract counts for it on
 * that day, which is what grace and replacement say. `number` counts from the first decision after it signed, or came
 * back. Decisions that are not made yet are left out.
 *
 * Ends and covered days meet in one row a customer instead of a join: that is one pass, however many there are.
 */
const decisions = (all: boolean): string => `
  with recursive ${merged("$1::date")}, ${scopeOf(all ? null : "$3::bigint[]")},
  member as (
    select scope.id, root.id as root_id, root.segment from scope join customer root on root.id = scope.root_id
    where root.relationship = 'CONTRACT' and not exists (select from merged where merged.id = root.id)
  ),
  term as materialized (${covered(all)}),
  tenant as (
    select root_id, segment, array_agg(distinct on_day) filter (where on_day is not null) as ends,
      coalesce(range_agg(daterange(starts_on, coalesce(pending_from, until))) filter (where starts_on is not null), '{}') as held,
      coalesce(range_agg(daterange(starts_on, until)) filter (where starts_on is not null), '{}') as counted
    from (
      ${ENDS}
      union all
      select member.root_id, member.segment, null, term.starts_on, term.pending_from, term.until
      from member join term on term.customer_id = member.id
    ) fact
    group by root_id, segment
  ),
  made as (
    select root_id, segment, on_day, held @> on_day as renewed
    from tenant cross join lateral unnest(ends) as on_day
    where on_day <= $1::date and (held @> on_day or not counted @> on_day)
  ),
  decision as (
    select life.*, row_number() over (partition by root_id, losses order by on_day) as number
    from (
      select made.*, count(*) filter (where not renewed)
        over (partition by root_id order by on_day rows between unbounded preceding and 1 preceding) as losses
      from made
    ) life
  )`;

/** $3 is a day or null: then only the first decision of each customer after it. */
const BY_NUMBER = `${decisions(true)}
  select segment, number::integer, count(*) filter (where renewed)::integer, count(*) filter (where not renewed)::integer,
    $1::date - min(on_day)
  from (
    select decision.*, row_number() over (partition by root_id order by on_day) as turn from decision
    where $3::date is null or on_day > $3::date
  ) asked
  where $3::date is null or turn = 1
  group by segment, number
  order by number, segment`;

/** How customers of a segment decided at their n-th renewal. */
export interface SegmentDecisions {
  readonly segment: string | null;
  /** 1 for the first renewal */
  readonly number: number;
  readonly renewed: number;
  readonly lost: number;
  /** since the first of these decisions */
  readonly knownDays: number;
}

type DecisionRow = [segment: string | null, number: number, renewed: number, lost: number, knownDays: number];

/**
 * What contract customers had decided by a day. Merged ones count as the one they were merged into.
 *
 * @param after null for everything; else of each customer its first decision after that day
 */
export async function decisionsAsOf(
  { database, signal }: Context,
  asOf: Day,
  graceDays: number,
  after: Day | null,
): Promise<SegmentDecisions[]> {
  const query = { text: BY_NUMBER, values: [asOf, graceDays, after], rowMode: "array" };
  const { rows } = await runCancellable<DecisionRow>(database.pool, query, signal);
  return rows.map(([segment, number, renewed, lost, knownDays]) => ({ segment, number, renewed, lost, knownDays }));
}

const tenants = (all: boolean): string => `${decisions(all)}
  select tenant.root_id::text, tenant.segment, coalesce(loyal.renewals, 0), (
      select min(on_day) from unnest(tenant.ends) as on_day
      where on_day > $1::date or (tenant.counted @> on_day and not tenant.held @> on_day))
  from tenant left join (
    select root_id, count(*) filter (where renewed and losses = all_losses)::integer as renewals
    from (select decision.*, count(*) filter (where not renewed) over (partition by root_id) as all_losses from decision) life
    group by root_id
  ) loyal on loyal.root_id = tenant.root_id
  where tenant.counted @> $1::date`;

const OF_ALL = tenants(true);
const OF_SOME = tenants(false);

/** Where a customer under contract stands. */
export interface Tenant {
  readonly customerId: string;
  readonly segment: string | null;
  /** how often it has renewed since it signed, or came back */
  readonly renewals: number;
  /** the next decision; null where no contract has an end: month to month */
  readonly nextDueOn: Day | null;
}

type TenantRow = [customerId: string, segment: string | null, renewals: number, nextDueOn: Day | null];

/**
 * Those who are under contract on a day.
 *
 * @param customers null for all of them
 */
export async function tenantsAsOf(
  { database, signal }: Context,
  asOf: Day,
  graceDays: number,
  customers: readonly string[] | null,
): Promise<Tenant[]> {
  const query =
    customers === null
      ? { text: OF_ALL, values: [asOf, graceDays], rowMode: "array" }
      : { text: OF_SOME, values: [asOf, graceDays, customers], rowMode: "array" };
  const { rows } = await runCancellable<TenantRow>(database.pool, query, signal);
  return rows.map(([customerId, segment, renewals, nextDueOn]) => ({ customerId, segment, renewals, nextDueOn }));
}
