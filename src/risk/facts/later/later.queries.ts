import type { QueryConfig } from "pg";
import type { Day } from "../../../kernel/calendar";
import type { Sql } from "../../../platform/plan/record";
import { dayIn, TOMORROW } from "../family";
import type { Added, News } from "../news";

/** Customers beside the days up to which they were read. $1 is asOf. */
const ASKED = `unnest($2::bigint[], $3::date[]) as asked (customer_id, read_to)`;

/** Of each purchase a row for each of its lines; without any a row without one. */
const PURCHASES = `
  select p.customer_id::text as "customerId", p.id::text as id, p.purchased_on::text as "on", $1::date - p.purchased_on as "daysAgo",
    p.amount_minor::text as amount, p.currency, p.refund_of_id::text as "refundOf", p.cost_minor::text as cost,
    product.series, l.currency as "lineCurrency", l.amount_minor::text as "lineAmount", l.cost_minor::text as "lineCost",
    (l.amount_minor - l.cost_minor)::text as "lineMargin", (l.discount * l.amount_minor)::text as "lineDiscount"
  from ${ASKED}
  join purchase p on p.customer_id = asked.customer_id and p.purchased_on > asked.read_to and p.purchased_on <= $1::date
  left join purchase_line l on l.purchase_id = p.id left join product on product.id = l.product_id`;

const INTERACTIONS = `
  select i.customer_id::text as "customerId", ${dayIn("i.occurred_at")}::text as "on", $1::date - ${dayIn("i.occurred_at")} as "daysAgo",
    coalesce(i.direction = 'TWO_WAY', false) as "isExchange", coalesce(i.point = 'RENEWAL', false) as "isAboutRenewal",
    i.sentiment, i.expectation, ${dayIn("i.asked_at")}::text as "askedOn", $1::date - ${dayIn("i.asked_at")} as "askedDaysAgo",
    case when i.answered_at < ${TOMORROW} then date_part('epoch', i.answered_at - i.asked_at) end as seconds,
    i.competitor is not null as "namesCompetitor", i.cost_minor::text as cost, i.currency
  from ${ASKED}
  join interaction i on i.customer_id = asked.customer_id
    and i.occurred_at >= (asked.read_to + 1)::timestamp at time zone 'UTC' and i.occurred_at < ${TOMORROW}`;

const TEXTS: Readonly<Record<Added, Sql>> = { purchases: PURCHASES, interactions: INTERACTIONS };

/** What customers have of something that is later than all that was read of them; no query where it is asked of nobody. */
export function laterQueries(added: Added, asOf: Day, news: News): QueryConfig[] {
  const asked = [...news].filter(([, { later }]) => later.includes(added));
  if (asked.length === 0) return [];
  const [customers, days] = [asked.map(([customer]) => customer), asked.map(([, { to }]) => to[added])];
  return [{ name: `risk facts: later ${added}`, text: TEXTS[added], values: [asOf, customers, days] }];
}
