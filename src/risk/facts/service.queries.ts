import { dayIn, daysBack, type Family, root, startOf, TOMORROW } from "./family";

const GROUP = (kind: string): string =>
  `case ${kind} when 'TECHNOLOGY_FAILURE' then 'FAILURE' when 'STAFFING_PROBLEM' then 'STAFFING' else 'COMPLAINT' end`;
const OPEN = `(resolved_at is null or resolved_at >= ${TOMORROW})`;

/** Issues that are open on the day, or were opened within a year: of a customer and kind one row. */
export const issues: Family = {
  name: "issues",
  from: ["issue"],
  with: (rows) => `
  issues as (
    select ${root("issue")} as root_id, ${GROUP("kind")} as kind, count(*) filter (where ${OPEN}) as open,
      max(array_position(array['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], severity)) filter (where ${OPEN}) as worst,
      coalesce(max($1::date - ${dayIn("opened_at")}) filter (where ${OPEN}), 0) as longest,
      count(*) filter (where opened_at >= ${startOf(daysBack(365))}) as in_year, ${dayIn("max(opened_at)")} as last_on
    from ${rows("issue")}
    where opened_at < ${TOMORROW} and (opened_at >= ${startOf(daysBack(365))} or ${OPEN})
    group by 1, 2
  )`,
  columns: ["kind", "open", "worst", "longest", "in_year", "last_on"],
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

/** Who served the customer itself up to the day, one row each; an end that lies ahead is not known. */
export const team: Family = {
  name: "team",
  from: ["assignment", "rep"],
  with: (rows) => `
  team as (
    select customer_id as root_id, rep_id, role, origin = 'PURCHASES' as derived, starts_on,
      case when ends_on <= $1::date then ends_on end as ends_on,
      coalesce(rep.left_on between ${daysBack(90)} and $1::date, false) as has_left
    from ${rows("assignment")} join rep on rep.id = rep_id
    where starts_on <= $1::date and merged.id is null
  )`,
  columns: ["rep_id::text", "role", "derived", "starts_on", "ends_on", "has_left"],
};

const ENDED = `(k.ended_on is not null and k.ended_on <= $1::date)`;

/**
 * The term that ends first, of those that nothing follows and nobody has renewed yet; an overdue one as long as the grace
 * lasts. What became of the last renewal stands beside it, and whether its own is in talks: a status without a day of its own
 * counts from when it was set. $2: the definition's grace; $3: the share of the value due below which a renewal is for less.
 */
export const due: Family = {
  name: "due",
  from: ["contract", "renewal"],
  with: () => `
  term as (
    select distinct on (s.root_id) s.root_id, first.* from scope s cross join lateral (
      select k.id, k.ends_on, k.signed_on from contract k
      where k.customer_id = s.id and k.ends_on >= $1::date - $2::integer and k.signed_on <= $1::date
        and k.starts_on <= $1::date and not ${ENDED}
        and not exists (select from contract n where n.replaces_id = k.id and n.signed_on <= $1::date)
        and not exists (
          select from contract n
          where n.customer_id = k.customer_id and n.starts_on = k.ends_on and n.signed_on <= $1::date and n.id <> k.id)
        and not exists (
          select from renewal r where r.contract_id = k.id and r.status = 'RENEWED' and r.closed_on <= $1::date)
      order by k.ends_on, k.id limit 1
    ) first
    order by s.root_id, first.ends_on, first.id
  ),
  renewed as (
    select distinct on (s.root_id) s.root_id, last.closed_on, last.how
    from term join scope s on s.root_id = term.root_id cross join lateral (
      select r.closed_on, r.id,
        case when r.value_renewed_minor < r.value_due_minor * $3::numeric then 'REDUCED' when r.closed_on > r.due_on then 'LATE' else 'ON_TIME' end as how
      from renewal r
      where r.customer_id = s.id and r.status = 'RENEWED' and r.closed_on <= $1::date
      order by r.closed_on desc, r.id desc limit 1
    ) last
    order by s.root_id, last.closed_on desc, last.id desc
  ),
  due as (
    select term.root_id, term.ends_on - $1::date as days, greatest(term.signed_on, renewed.closed_on) as last_on, renewed.how,
      exists (
        select from renewal r where r.contract_id = term.id and r.status = 'IN_TALKS' and r.status_since < ${TOMORROW}) as in_talks
    from term left join renewed on renewed.root_id = term.root_id
  )`,
  columns: ["days", "in_talks", "how", "last_on"],
};
