import type { Sql } from "../platform/plan/record";

export interface CoverageDays {
  /** contracts signed and decisions made after it are not known */
  readonly asOf: Sql;
  /** the definition's days of grace, an integer */
  readonly graceDays: Sql;
  /** the first day that is asked about: what ended long before is left out, however long the history is */
  readonly from: Sql;
  /** the last day that is asked about: whether a contract goes on behind it is not looked up, and may be told wrong */
  readonly to?: Sql;
  /** a condition on the customers whose contracts are looked at; all of them when it is not given */
  readonly of?: (customerId: Sql) => Sql;
  /** a select of the customers whose contracts are left out; none when it is not given */
  readonly without?: Sql;
}

/** For so long at most a decided renewal continues the old value when no new term is recorded. */
const LONGEST_CONTINUATION_DAYS = 366;

const everybody = (): Sql => "true";

/** What a replaced contract stops counting on. */
const replaced = ({ asOf, of = everybody }: CoverageDays): Sql => `
  select r.replaces_id as id, min(r.starts_on) as on_day from contract r
  where r.replaces_id is not null and r.signed_on <= ${asOf} and ${of("r.customer_id")}
  group by r.replaces_id`;

/** An index finds the contracts of a customer that end after a day, and those without an end, but not both at once. */
const contracts = (after: Sql, { of = everybody }: CoverageDays): Sql => {
  const some = of("customer_id");
  const ending = `select * from contract where ends_on > ${after} and ${some}`;
  return some === everybody()
    ? "contract"
    : `(${ending} union all select * from contract where ends_on is null and ${some})`;
};

const terms = (days: CoverageDays): Sql => {
  const { asOf, graceDays, from, without } = days;
  const after = `${from} - ${LONGEST_CONTINUATION_DAYS} - ${graceDays}`;
  return `
  select k.customer_id, k.id, k.currency, k.annual_value_minor, k.signed_on, k.starts_on, k.ends_on,
    least(k.ends_on, k.ended_on, replaced.on_day) as stops_on
  from ${contracts(after, days)} k left join replaced on replaced.id = k.id
  where k.signed_on <= ${asOf} and coalesce(least(k.ends_on, k.ended_on), 'infinity'::date) > ${after}
    ${without ? `and not exists (select from (${without}) left_out (id) where left_out.id = k.customer_id)` : ""}`;
};

/** Terms that ran to their end and that nothing follows on the day: what becomes of them is for the renewal to say. */
const gaps = ({ asOf, to = asOf }: CoverageDays): Sql => `
  select term.* from term
  where term.stops_on = term.ends_on and term.ends_on <= least(${asOf}, ${to}) and not exists (
    select from term n where n.customer_id = term.customer_id and n.starts_on = term.ends_on and n.id <> term.id)`;

/** Until when such a term counts, and since when only because it is not decided. Of several renewals one in time is enough. */
const decisions = ({ asOf, graceDays }: CoverageDays): Sql => `
  select gap.id, case
      when renewal.continued or (renewal.asked is null and next.signed_on <= gap.ends_on + ${graceDays}) then
        least(greatest(coalesce(next.on_day, 'infinity'), gap.ends_on), gap.ends_on + ${LONGEST_CONTINUATION_DAYS})
      when renewal.decided is not true and ${asOf} < gap.ends_on + ${graceDays} then
        case when next.on_day is null then 'infinity' else greatest(next.on_day, gap.ends_on) end
      else gap.ends_on
    end as until,
    renewal.decided is not true and ${asOf} < gap.ends_on + ${graceDays}
      and (renewal.asked or next.signed_on is null) as is_pending
  from gap
  cross join lateral (
    select bool_or(true) as asked, bool_or(r.closed_on <= ${asOf}) as decided, max(r.renewed_by_id) as by_id,
      bool_or(r.status = 'RENEWED' and r.closed_on <= least(${asOf}, r.due_on + ${graceDays})) as continued
    from renewal r where r.contract_id = gap.id
  ) renewal
  cross join lateral (
    select min(n.starts_on) as on_day, min(n.signed_on) as signed_on from contract n
    where n.customer_id = gap.customer_id and n.id <> gap.id and n.signed_on <= ${asOf}
      and (n.id = renewal.by_id or (renewal.by_id is null and n.starts_on >= gap.ends_on))
  ) next`;

/**
 * A sub-select of the contracts and the days they count for, `[starts_on, until)`:
 * `(customer_id, contract_id, currency, annual_value_minor, starts_on, until, pending_from)`. `until` is null while no end
 * is known; from `pending_from` on a contract counts only because its renewal is not decided yet.
 *
 * A contract stops counting on its end, its early end, or the start of the one that replaces it. At the end of its term
 * its value goes on until the new term starts when the renewal was closed within the grace, and while it may still be. A
 * term whose end no renewal speaks of is decided by the customer's next contract; one that another follows on the day needs
 * no decision. Source: domain §2, *Grace*.
 */
export const coverage = (days: CoverageDays): Sql => `
  with replaced as (${replaced(days)}),
  term as materialized (${terms(days)}),
  gap as (${gaps(days)}),
  decision as (${decisions(days)})
  select term.customer_id, term.id as contract_id, term.currency, term.annual_value_minor, term.starts_on,
    nullif(coalesce(decision.until, term.stops_on), 'infinity') as until,
    case when decision.is_pending then term.ends_on end as pending_from
  from term left join decision on decision.id = term.id`;
