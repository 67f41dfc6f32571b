import type { Sql } from "../platform/plan/record";

export interface CoverageDays {
  /** contracts signed and decisions made after it are not known */
  readonly asOf: Sql;
  /** the definition's days of grace, an integer */
  readonly graceDays: Sql;
  /** the first day that is asked about: what ended long before is left out, however long the history is */
  readonly from: Sql;
  /** a condition on the customers whose contracts are looked at; all of them when it is not given */
  readonly of?: (customerId: Sql) => Sql;
}

/** For so long at most a decided renewal continues the old value when no new term is recorded. */
const LONGEST_CONTINUATION_DAYS = 366;

const everybody = (): Sql => "true";

/** What a replaced contract stops counting on. */
const replaced = ({ asOf, of = everybody }: CoverageDays): Sql => `
  select r.replaces_id as id, min(r.starts_on) as on_day from contract r
  where r.replaces_id is not null and r.signed_on <= ${asOf} and ${of("r.customer_id")}
  group by r.replaces_id`;

/** The last renewal of each contract that was due. */
const renewed = ({ asOf, graceDays, from, of = everybody }: CoverageDays): Sql => `
  select distinct on (r.contract_id) r.contract_id as id, r.status, r.closed_on, r.due_on, r.renewed_by_id from renewal r
  where r.contract_id is not null and r.due_on <= ${asOf} and ${of("r.customer_id")}
    and r.due_on > ${from} - ${LONGEST_CONTINUATION_DAYS} - ${graceDays}
  order by r.contract_id, r.due_on desc, r.id desc`;

/** Each contract with what was decided at the end of its term; no decision where it did not run to its end. */
const terms = ({ asOf, graceDays, from, of = everybody }: CoverageDays): Sql => `
  select k.customer_id, k.id, k.currency, k.annual_value_minor, k.signed_on, k.starts_on, k.ends_on, renewed.renewed_by_id,
    least(k.ends_on, k.ended_on, replaced.on_day) as stops_on,
    case
      when k.ends_on > least(k.ended_on, replaced.on_day) or k.ends_on > ${asOf} then null
      when renewed.closed_on <= ${asOf} then
        case when renewed.status = 'RENEWED' and renewed.closed_on <= renewed.due_on + ${graceDays} then 'CONTINUED' end
      when ${asOf} < k.ends_on + ${graceDays} then 'PENDING'
      when renewed.id is null then 'NOT ASKED'
    end as decision
  from contract k
  left join replaced on replaced.id = k.id
  left join renewed on renewed.id = k.id
  where k.signed_on <= ${asOf} and ${of("k.customer_id")}
    and coalesce(least(k.ends_on, k.ended_on), 'infinity'::date) > ${from} - ${LONGEST_CONTINUATION_DAYS} - ${graceDays}`;

/** The new term behind each decided one: the one that its renewal names, else the customer's next. */
const NEXT = `
  select term.id, min(n.starts_on) as on_day, min(n.signed_on) as signed_on
  from term join term n on n.customer_id = term.customer_id and n.id <> term.id
  where term.decision is not null
    and (n.id = term.renewed_by_id or (term.renewed_by_id is null and n.starts_on >= term.ends_on))
  group by term.id`;

/**
 * A sub-select of the contracts and the days they count for, `[starts_on, until)`:
 * `(customer_id, contract_id, currency, annual_value_minor, starts_on, until, pending_from)`. `until` is null while no end
 * is known; from `pending_from` on a contract counts only because its renewal is not decided yet.
 *
 * A contract stops counting on its end, its early end, or the start of the one that replaces it. At the end of its term
 * its value goes on until the new term starts when the renewal was closed within the grace, and while it may still be. A
 * term whose end no renewal speaks of is decided by the customer's next contract. Source: domain §2, *Grace*.
 */
export const coverage = (days: CoverageDays): Sql => `
  with replaced as (${replaced(days)}),
  renewed as (${renewed(days)}),
  term as materialized (${terms(days)}),
  next as (${NEXT})
  select term.customer_id, term.id as contract_id, term.currency, term.annual_value_minor, term.starts_on,
    case
      when term.decision = 'CONTINUED'
        or (term.decision = 'NOT ASKED' and next.signed_on <= term.ends_on + ${days.graceDays}) then
        least(greatest(coalesce(next.on_day, 'infinity'), term.ends_on), term.ends_on + ${LONGEST_CONTINUATION_DAYS})
      when term.decision = 'PENDING' then
        case when next.on_day is not null then greatest(next.on_day, term.ends_on) end
      else term.stops_on
    end as until,
    case when term.decision = 'PENDING' then term.ends_on end as pending_from
  from term left join next on next.id = term.id`;
