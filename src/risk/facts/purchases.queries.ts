import { isPurchase } from "../../value/won.queries";
import { LATEST_DAYS } from "./rhythm";
import { daysBack, type Family, root } from "./family";

/**
 * How many days ago each account bought, the latest first, in one text: arrays take longer to tell. Per account, by its
 * index: no purchase further back is read, and of those with refunds only the ones that stand among the latest are added up.
 */
export const rhythm: Family = {
  name: "rhythm",
  from: ["purchase"],
  with: (rows) => `
  refunded (id) as materialized (
    select refund_of_id from ${rows("purchase")} where refund_of_id is not null and purchased_on <= $1::date
  ),
  rhythm as (
    select s.root_id, latest.last_on, latest.days from scope s cross join lateral (
      select max(purchased_on) as last_on, string_agg(($1::date - purchased_on)::text, ',') as days from (
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
  from: ["purchase"],
  with: (rows) => `
  spend as (
    select ${root("purchase")} as root_id, min(currency) as currency, max(purchased_on) as last_on,
      coalesce(sum(amount_minor) filter (where ${inSeason}), 0) as recent,
      sum(amount_minor) filter (where ${inSeasonBefore}) as before
    from ${rows("purchase")}
    where purchased_on between $1::date - ${YEAR_EARLIER} - 89 and $1::date
      and (${inSeason} or ${inSeasonBefore})
    group by 1 having min(currency) = max(currency) and sum(amount_minor) filter (where ${inSeasonBefore}) > 0
  )`,
  columns: ["spend.recent::text", "spend.before::text", "spend.currency", "spend.last_on"],
};

const now = `purchased_on >= ${daysBack(365)}`;
const recent = `purchased_on >= ${daysBack(180)}`;
const before = `purchased_on >= ${daysBack(180 + 365)} and purchased_on < ${daysBack(180)}`;

const ofTerms = (aggregate: string): string => `${aggregate} filter (where purchased_on >= ${daysBack(180 + 365)})`;

/** A mean weighed by amounts, of the lines that say it. */
const weighed = (share: string, window: string, known: string): string =>
  `(sum(${share}) filter (where ${window} and ${known}) / nullif(sum(amount_minor) filter (where ${window} and ${known}), 0))::double precision`;

const DISCOUNT = "discount is not null";
const COST = "cost_minor is not null";

/**
 * What the lines of two years say: the series of this year and the one before, each as often as it was bought, and of late
 * the margins and discounts. In several currencies there is no mean.
 */
export const sold: Family = {
  name: "sold",
  from: ["purchase", "purchase_line", "product"],
  with: () => `
  account (root_id, ids) as (select root_id, array_agg(id) from scope group by root_id),
  sold as (
    select a.root_id, told.* from account a cross join lateral (
      select array_agg(distinct series) filter (where series is not null and ${now}) as series,
        array_agg(distinct series) filter (where series is not null and not ${now}) as series_before,
        max(purchased_on) filter (where series is not null) as series_on,
        ${ofTerms("min(currency)")} = ${ofTerms("max(currency)")} as in_one_currency,
        ${weighed("amount_minor - cost_minor", recent, COST)} as margin,
        ${weighed("amount_minor - cost_minor", before, COST)} as margin_before, max(purchased_on) filter (where ${COST}) as cost_on,
        ${weighed("discount * amount_minor", recent, DISCOUNT)} as discount,
        ${weighed("discount * amount_minor", before, DISCOUNT)} as discount_before,
        max(purchased_on) filter (where ${DISCOUNT}) as discount_on
      from sold_line l left join product on product.id = l.product_id
      where l.customer_id = any (a.ids) and l.amount_minor > 0 and l.purchased_on between ${daysBack(730)} and $1::date
      having count(*) > 0
    ) told
  )`,
  columns: [
    ...["series", "series_before", "series_on", "in_one_currency"],
    ...["margin", "margin_before", "cost_on", "discount", "discount_before", "discount_on"],
  ],
};
