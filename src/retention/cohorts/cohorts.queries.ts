import type { Day, Period } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { type Interval, MONTHS } from "../../kernel/interval";
import { minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { coverage } from "../../value/coverage.queries";
import type { Conversion } from "../../value/currency/conversion";
import type { CohortFacts, CohortValue } from "./calc/cohort-table";

export interface CohortsAsked {
  /** of acquisition */
  readonly period: Period;
  readonly by: Interval;
  /** customers of this segment; all when null */
  readonly segment: string | null;
  readonly asOf: Day;
  readonly graceDays: number;
}

const TERMS = coverage({ asOf: "$4::date", graceDays: "$5::integer", from: "$1::date" });

/**
 * $1 and $2: the period of acquisition; $3 and $7: the length of a span as PostgreSQL truncates to it, and in months; $4:
 * asOf, $5: the grace, $6: the segment. A customer and the accounts merged into it are one: it was acquired with the first
 * of them. A refund counts on the day of the purchase that it names.
 */
const COHORTS = `
  with recursive ${merged("$4::date")},
  refund as (
    select refund_of_id, sum(amount_minor)::bigint as amount_minor from purchase
    where refund_of_id is not null and purchased_on <= $4::date
    group by refund_of_id
  ),
  account as (select c.id, coalesce(m.root_id, c.id) as root_id, c.acquired_on from customer c left join merged m on m.id = c.id),
  acquired as (
    select a.root_id as id, coalesce(min(a.acquired_on), min(least(bought.first_on, signed.first_on))) as on_day
    from account a
    left join lateral (
      select min(p.purchased_on) as first_on from purchase p left join refund on refund.refund_of_id = p.id
      where a.acquired_on is null and p.customer_id = a.id and p.purchased_on <= $4::date
        and p.amount_minor + coalesce(refund.amount_minor, 0) > 0
    ) bought on true
    left join lateral (
      select min(k.starts_on) as first_on from contract k
      where a.acquired_on is null and k.customer_id = a.id and k.signed_on <= $4::date
    ) signed on true
    group by a.root_id
  ),
  member as (
    select c.id, c.relationship, date_trunc($3::text, acquired.on_day)::date as cohort
    from acquired join customer c on c.id = acquired.id
    where acquired.on_day >= $1::date and acquired.on_day < $2::date and ($6::text is null or c.segment = $6::text)
  ),
  span as (
    select day::date as starts_on, (day + length.of)::date - 1 as last_on
    from (select make_interval(months => $7::integer) as of) length
    cross join generate_series(date_trunc($3::text, $1::date::timestamp), $4::date::timestamp, length.of) day
    where (day + length.of)::date - 1 <= $4::date
  ),
  worth (id, span, currency, amount) as (
    select member.id, date_trunc($3::text, p.purchased_on::timestamp)::date, p.currency,
      sum(p.amount_minor + coalesce(refund.amount_minor, 0))
    from purchase p
    join account a on a.id = p.customer_id
    join member on member.id = a.root_id and member.relationship = 'REPEAT_PURCHASE'
    left join refund on refund.refund_of_id = p.id
    where p.refund_of_id is null and p.purchased_on >= date_trunc($3::text, $1::date::timestamp) and p.purchased_on <= $4::date
    group by 1, 2, 3
    union all
    select member.id, span.starts_on, t.currency, sum(t.annual_value_minor)
    from (${TERMS}) t
    join account a on a.id = t.customer_id
    join member on member.id = a.root_id and member.relationship = 'CONTRACT'
    join span on t.starts_on <= span.last_on and (t.until is null or t.until > span.last_on)
    group by 1, 2, 3
  ),
  kept as materialized (
    select member.cohort, worth.*
    from worth
    join member on member.id = worth.id and member.cohort <= worth.span
    join span on span.starts_on = worth.span
    where worth.amount > 0
  )
  select cohort, null, null, count(*)::integer, null from member group by cohort
  union all
  select cohort, span, null, count(*)::integer, null
  from (select distinct cohort, span, id from kept) customers group by cohort, span
  union all
  select cohort, span, currency, null, sum(amount)::text from kept group by cohort, span, currency`;

/** A cohort's size; the customers that it has in a span; their value in a currency. */
type Row =
  | [cohort: Day, span: null, currency: null, size: number, amountMinor: null]
  | [cohort: Day, span: Day, currency: null, customers: number, amountMinor: null]
  | [cohort: Day, span: Day, currency: string, customers: null, amountMinor: string];

/**
 * Who was acquired in each span of a period, and what they were worth in every span since that has ended. Order by order:
 * what was bought in the span; under contract: annualised value on its last day.
 *
 * @throws FX_RATE_MISSING
 */
export async function cohortFacts(
  { database, signal }: Context,
  { period, by, segment, asOf, graceDays }: CohortsAsked,
  conversion: Conversion,
): Promise<CohortFacts[]> {
  const values = [period.start, period.end, by.toLowerCase(), asOf, graceDays, segment, MONTHS[by]];
  const query = { text: COHORTS, values, rowMode: "array" };
  const { rows } = await runCancellable<Row>(database.pool, query, signal);
  return [...groupBy(rows, ([cohort]) => cohort)].map(([startsOn, own]) => ({
    startsOn,
    size: own.find(([, span]) => span === null)![3]!,
    values: [...groupBy(own, ([, span]) => span)].flatMap(([on, inSpan]) =>
      on === null ? [] : [spanValue(on, inSpan, conversion)],
    ),
  }));
}

function spanValue(on: Day, rows: readonly Row[], { of }: Conversion): CohortValue {
  const customers = rows.reduce((sum, [, , , count]) => sum + (count ?? 0), 0);
  const value = rows.reduce(
    (sum, [, , currency, , amount]) => (currency === null ? sum : sum + of(minor(BigInt(amount)), currency)),
    0n,
  );
  return { on, customers, valueMinor: minor(value) };
}
