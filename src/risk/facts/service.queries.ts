import { afterDay, dayIn, daysBack, type Family, startOf } from "./family";

const TOMORROW = afterDay("$1::date");
const GROUP = (kind: string): string =>
  `case ${kind} when 'TECHNOLOGY_FAILURE' then 'FAILURE' when 'STAFFING_PROBLEM' then 'STAFFING' else 'COMPLAINT' end`;
const GROUPS = ["COMPLAINT", "FAILURE", "STAFFING"] as const;
const OPEN = `(i.resolved_at is null or i.resolved_at >= ${TOMORROW})`;

const ofGroup = (group: string): string =>
  `json_build_array(coalesce(sum(open) filter (where kind = '${group}'), 0), max(worst) filter (where kind = '${group}'),
    coalesce(max(longest) filter (where kind = '${group}'), 0), coalesce(sum(in_year) filter (where kind = '${group}'), 0),
    max(last_on) filter (where kind = '${group}'))`;

/** Issues that are open on the day, or were opened within a year. */
export const issues: Family = {
  name: "issues",
  with: `
  issue_kind as (
    select s.root_id, ${GROUP("i.kind")} as kind, count(*) filter (where ${OPEN}) as open,
      max(array_position(array['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], i.severity)) filter (where ${OPEN}) as worst,
      max($1::date - ${dayIn("i.opened_at")}) filter (where ${OPEN}) as longest,
      count(*) filter (where i.opened_at >= ${startOf(daysBack(365))}) as in_year, ${dayIn("max(i.opened_at)")} as last_on
    from scope s join issue i on i.customer_id = s.id
    where i.opened_at < ${TOMORROW} and (i.opened_at >= ${startOf(daysBack(365))} or ${OPEN})
    group by 1, 2
  ),
  issues as (
    select root_id, ${GROUPS.map((group, index) => `${ofGroup(group)} as g${index}`).join(", ")} from issue_kind group by root_id
  )`,
  columns: GROUPS.map((_group, index) => `issues.g${index}`),
};

/** The newest entry of each register: where a company keeps one, no entry about a customer says that nothing was wrong. */
export const REGISTERS = `
  (select json_object_agg(kind, last_on) from (
    select ${GROUP("kind.name")} as kind, max(${dayIn("newest.opened_at")}) as last_on
    from unnest(array['COMPLAINT', 'SERVICE_RISK', 'TECHNOLOGY_FAILURE', 'STAFFING_PROBLEM']) kind (name)
    cross join lateral (
      select i.opened_at from issue i where i.kind = kind.name and i.opened_at < ${TOMORROW} order by i.opened_at desc limit 1
    ) newest
    group by 1
  ) register)`;

/** Who served the customer itself up to the day; an end that lies ahead is not known. */
export const team: Family = {
  name: "team",
  with: `
  team as (
    select a.customer_id as root_id, max(greatest(a.starts_on, case when a.ends_on <= $1::date then a.ends_on end)) as last_on,
      count(distinct a.rep_id) filter (where r.left_on between ${daysBack(90)} and $1::date) as left,
      json_agg(json_build_object('repId', a.rep_id::text, 'role', a.role, 'derived', a.origin = 'PURCHASES',
        'startsOn', a.starts_on, 'endsOn', case when a.ends_on <= $1::date then a.ends_on end)) as services
    from scope s join assignment a on a.customer_id = s.root_id and a.starts_on <= $1::date join rep r on r.id = a.rep_id
    where s.id = s.root_id
    group by a.customer_id
  )`,
  columns: ["team.services", 'team."left"', "team.last_on"],
};

const ENDED = `(k.ended_on is not null and k.ended_on <= $1::date)`;

/**
 * The term that ends first, of those that nothing follows and nobody has renewed yet; an overdue one as long as the grace
 * lasts. What became of the last renewal stands beside it. $2: the definition's grace.
 */
export const due: Family = {
  name: "due",
  with: `
  term as (
    select distinct on (s.root_id) s.root_id, k.id, k.ends_on, k.signed_on
    from scope s join contract k on k.customer_id = s.id
    where k.signed_on <= $1::date and k.starts_on <= $1::date and k.ends_on >= $1::date - $2::integer and not ${ENDED}
      and not exists (
        select from contract n where n.customer_id = k.customer_id and n.signed_on <= $1::date and n.id <> k.id
          and (n.replaces_id = k.id or n.starts_on = k.ends_on))
      and not exists (
        select from renewal r where r.contract_id = k.id and r.status = 'RENEWED' and r.closed_on <= $1::date)
    order by s.root_id, k.ends_on, k.id
  ),
  renewed as (
    select distinct on (s.root_id) s.root_id, r.closed_on,
      case when r.value_renewed_minor < r.value_due_minor then 'REDUCED' when r.closed_on > r.due_on then 'LATE' else 'ON_TIME' end as how
    from scope s join renewal r on r.customer_id = s.id
    where r.status = 'RENEWED' and r.closed_on <= $1::date order by s.root_id, r.closed_on desc, r.id desc
  ),
  discussed (root_id) as materialized (
    select distinct s.root_id from scope s join interaction i on i.customer_id = s.id
    where i.point = 'RENEWAL' and i.occurred_at < ${TOMORROW} and i.occurred_at >= ${startOf(daysBack(120))}
  ),
  due as (
    select term.root_id, term.ends_on - $1::date as days, greatest(term.signed_on, renewed.closed_on) as last_on, renewed.how,
      exists (select from renewal r where r.contract_id = term.id and r.status = 'IN_TALKS')
        or term.root_id in (select root_id from discussed) as in_talks
    from term left join renewed on renewed.root_id = term.root_id
  )`,
  columns: ["due.days", "due.in_talks", "due.how", "due.last_on"],
};
