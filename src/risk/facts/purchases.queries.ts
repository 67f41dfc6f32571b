import { isPurchase } from "../../value/won.queries";
import { LATEST_DAYS } from "./rhythm";
import { daysBack, type Family } from "./family";

/**
 * How many days ago each account bought, the latest first. Per account, by its index: no purchase further back is read, and
 * of those with refunds only the ones that stand among the latest are added up.
 */
export const rhythm: Family = {
  name: "rhythm",
  with: `
  refunded (id) as materialized (
    select r.refund_of_id from scope s join purchase r on r.customer_id = s.id
    where r.refund_of_id is not null and r.purchased_on <= $1::date
  ),
  rhythm as (
    select s.root_id, $1::date - latest.days[1] as last_on, latest.days from scope s cross join lateral (
      select array_agg($1::date - purchased_on) as days from (
        select p.purchased_on from purchase p
        where p.customer_id = s.id and p.purchased_on <= $1::date and p.amount_minor > 0 and p.refund_of_id is null
          and (p.id not in (select id from refunded) or ${isPurchase("p", "$1::date")})
        group by p.purchased_on order by p.purchased_on desc limit ${LATEST_DAYS}
      ) bought
    ) latest
    where latest.days is not null
  )`,
  columns: ["last_on", "days"],
};

const YEAR_EARLIER = 365;
const inSeason = `purchased_on > $1::date - 90`;
const inSeasonBefore = `purchased_on <= $1::date - ${YEAR_EARLIER}`;

/** Amounts of several currencies are not compared: they would move with the rates. */
export const spend: Family = {
  name: "spend",
  with: `
  spend as (
    select s.root_id, min(p.currency) as currency, max(p.purchased_on) as last_on,
      coalesce(sum(p.amount_minor) filter (where p.${inSeason}), 0) as recent,
      sum(p.amount_minor) filter (where p.${inSeasonBefore}) as before
    from scope s join purchase p on p.customer_id = s.id
    where p.purchased_on between $1::date - ${YEAR_EARLIER} - 89 and $1::date
      and (p.${inSeason} or p.${inSeasonBefore})
    group by s.root_id having min(p.currency) = max(p.currency) and sum(p.amount_minor) filter (where p.${inSeasonBefore}) > 0
  )`,
  columns: ["spend.recent::text", "spend.before::text", "spend.currency", "spend.last_on"],
};

/** What the lines of two years say, for series, discounts and margins together: those of a customer stand side by side. */
const LINES = `
  line as (
    select s.root_id, l.purchased_on, l.currency, product.series, l.discount, l.amount_minor, l.cost_minor
    from scope s join sold_line l on l.customer_id = s.id left join product on product.id = l.product_id
    where l.purchased_on between $1::date - 729 and $1::date
  )`;

export const breadth: Family = {
  name: "breadth",
  with: `${LINES},
  held as (
    select root_id, series, max(purchased_on) as last_on, bool_or(purchased_on >= ${daysBack(365)}) as now,
      bool_or(purchased_on < ${daysBack(365)}) as before
    from line where series is not null group by root_id, series
  ),
  breadth as (
    select root_id, max(last_on) as last_on, count(*) filter (where now) as series, count(*) filter (where before) as series_before,
      coalesce(json_agg(series) filter (where not now), '[]') as dropped
    from held group by root_id having bool_or(before)
  )`,
  columns: ["breadth.series", "breadth.series_before", "breadth.dropped", "breadth.last_on"],
};

const recent = `purchased_on >= ${daysBack(180)}`;
const before = `purchased_on >= ${daysBack(180 + 365)} and purchased_on < ${daysBack(180)}`;

/** A mean weighed by amounts, of the lines that say it. */
const weighed = (share: string, window: string, known: string): string =>
  `(sum(${share}) filter (where ${window} and ${known}) / nullif(sum(amount_minor) filter (where ${window} and ${known}), 0))::double precision`;

const DISCOUNT = "discount is not null";
const COST = "cost_minor is not null";

export const terms: Family = {
  name: "terms",
  with: `
  terms as (
    select root_id, max(purchased_on) filter (where ${DISCOUNT}) as discount_on, max(purchased_on) filter (where ${COST}) as cost_on,
      ${weighed("discount * amount_minor", recent, DISCOUNT)} as discount,
      ${weighed("discount * amount_minor", before, DISCOUNT)} as discount_before,
      ${weighed("amount_minor - cost_minor", recent, COST)} as margin,
      ${weighed("amount_minor - cost_minor", before, COST)} as margin_before
    from line where purchased_on >= ${daysBack(180 + 365)}
    group by root_id having min(currency) = max(currency)
  )`,
  columns: ["margin", "margin_before", "cost_on", "discount", "discount_before", "discount_on"].map(
    (column) => `terms.${column}`,
  ),
};
