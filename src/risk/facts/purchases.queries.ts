import { isPurchase } from "../../value/won.queries";
import { LATEST_DAYS } from "./rhythm";
import { daysBack, type Family, root } from "./family";
import { DAYS } from "./windows";

/**
 * How many days ago each account bought, the latest first, in one text: arrays take longer to tell. Per account, by its
 * index: no purchase further back is read, and of those with refunds only the ones that stand among the latest are added up.
 * Beside it the last day of which anything is known, be it a refund: what is later was not read, of lines neither.
 */
export const rhythm: Family = {
  name: "rhythm",
  from: ["purchase"],
  with: (rows) => `
  refunded (id) as materialized (
    select refund_of_id from ${rows("purchase")} where refund_of_id is not null and purchased_on <= $1::date
  ),
  rhythm as (
    select s.root_id, known.last_on as purchases_to, latest.last_on, latest.days
    from scope s cross join lateral (
      select p.purchased_on as last_on from purchase p
      where p.customer_id = s.id and p.purchased_on <= $1::date
      order by p.purchased_on desc limit 1
    ) known cross join lateral (
      select max(purchased_on) as last_on, string_agg(($1::date - purchased_on)::text, ',') as days from (
        select p.purchased_on from purchase p
        where p.customer_id = s.id and p.purchased_on <= $1::date and p.amount_minor > 0 and p.refund_of_id is null
          and (p.id not in (select id from refunded) or ${isPurchase("p", "$1::date")})
        group by p.purchased_on order by p.purchased_on desc limit ${LATEST_DAYS}
      ) bought
    ) latest
  )`,
  columns: ["purchases_to", "last_on", "days"],
};

const inSeason = `purchased_on >= ${daysBack(DAYS.spend)}`;
const inSeasonBefore = `purchased_on <= $1::date - ${DAYS.seasonBefore}`;

/** What was bought of late, and in the season of a year before. */
export const spend: Family = {
  name: "spend",
  from: ["purchase"],
  with: (rows) => `
  spend as (
    select ${root("purchase")} as root_id, min(currency) as currency, max(currency) as last_currency,
      coalesce(sum(amount_minor) filter (where ${inSeason}), 0) as recent,
      coalesce(sum(amount_minor) filter (where ${inSeasonBefore}), 0) as before, max(purchased_on) as last_on
    from ${rows("purchase")}
    where purchased_on between ${daysBack(DAYS.seasonBefore + DAYS.spend)} and $1::date
      and (${inSeason} or ${inSeasonBefore})
    group by 1
  )`,
  columns: ["recent::text", "before::text", "currency", "last_currency", "spend.last_on"],
};

const now = `purchased_on >= ${daysBack(DAYS.series)}`;
const recent = `purchased_on >= ${daysBack(DAYS.terms)}`;
const before = `purchased_on >= ${daysBack(DAYS.termsBefore)} and purchased_on < ${daysBack(DAYS.terms)}`;

const ofTerms = (aggregate: string): string =>
  `${aggregate} filter (where purchased_on >= ${daysBack(DAYS.termsBefore)})`;

const DISCOUNT = "discount is not null";
const COST = "cost_minor is not null";

/** Sums, for a mean weighed by amounts: of a share of the lines that say it, and of their amounts. */
const weighed = (name: string, share: string, window: string, known: string): string => `
        sum(${share}) filter (where ${window} and ${known}) as ${name},
        sum(amount_minor) filter (where ${window} and ${known}) as ${name}_of`;

/** What the lines of two years say: the series of this year and the one before, and of late the margins and discounts. */
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
        ${ofTerms("min(currency)")} as currency, ${ofTerms("max(currency)")} as last_currency,
        ${weighed("margin", "amount_minor - cost_minor", recent, COST)},
        ${weighed("margin_before", "amount_minor - cost_minor", before, COST)}, max(purchased_on) filter (where ${COST}) as cost_on,
        ${weighed("discounted", "discount * amount_minor", recent, DISCOUNT)},
        ${weighed("discounted_before", "discount * amount_minor", before, DISCOUNT)},
        max(purchased_on) filter (where ${DISCOUNT}) as discount_on
      from sold_line l left join product on product.id = l.product_id
      where l.customer_id = any (a.ids) and l.amount_minor > 0 and l.purchased_on between ${daysBack(DAYS.seriesBefore)} and $1::date
      having count(*) > 0
    ) told
  )`,
  columns: [
    ...["series", "series_before", "series_on", "sold.currency", "last_currency"],
    ...["margin::text", "margin_of::text", "margin_before::text", "margin_before_of::text", "cost_on"],
    ...[
      "discounted::text",
      "discounted_of::text",
      "discounted_before::text",
      "discounted_before_of::text",
      "discount_on",
    ],
  ],
};
