import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { Statement } from "../../platform/plan/statement";
import { merged } from "../../records/customers/merged.queries";
import { seesCustomer } from "../../records/policy";
import { scopeOf, wonOf } from "../won.queries";
import type { Holding, SegmentSize, Series } from "./calc/product-matrix";

export interface CatalogueSeries extends Series {
  /** the products of each step, by the company's own key */
  readonly products: readonly { readonly id: string; readonly step: number | null }[];
}

const CATALOGUE = `
  select series, coalesce(array_agg(distinct step order by step) filter (where step is not null), '{}') as steps,
    json_agg(json_build_object('id', id::text, 'step', step) order by external_id) as products
  from product where series is not null
  group by series order by series`;

/** Every series of the catalogue, by name. Products have no day: it is today's catalogue on every day. */
export async function catalogueSeries({ database, signal }: Context): Promise<CatalogueSeries[]> {
  const { rows } = await runCancellable<CatalogueSeries>(database.pool, { text: CATALOGUE }, signal);
  return rows;
}

const inScope = (customer: string, customers: string | null): string =>
  customers === null ? "true" : `${customer} in (select id from scope)`;

/**
 * Who holds what, `held (root_id, series, steps, last_on)`. A product counts as bought while something of its price is left after
 * the refunds that name the purchase: the purchase's and the line's. Few purchases are refunded: only those are added up.
 */
const held = (customers: string | null): string => `
  with recursive ${merged("$1::date")}, ${scopeOf(customers)},
  refund (purchase_id, id) as (
    select refund_of_id, id from purchase
    where refund_of_id is not null and purchased_on <= $1::date and ${inScope("customer_id", customers)}
  ),
  part (purchase_id, id) as (select * from refund union select purchase_id, purchase_id from refund),
  kept (purchase_id) as (
    select part.purchase_id from part join purchase p on p.id = part.id group by 1 having sum(p.amount_minor) > 0
  ),
  bought (customer_id, product_id, last_on) as (
    select p.customer_id, l.product_id, max(p.purchased_on) from purchase p join purchase_line l on l.purchase_id = p.id
    where p.purchased_on <= $1::date and p.amount_minor > 0 and l.amount_minor > 0 and p.refund_of_id is null
      and p.id not in (select purchase_id from refund) and ${inScope("p.customer_id", customers)}
    group by 1, 2
    union all
    select p.customer_id, l.product_id, p.purchased_on
    from kept join purchase p on p.id = kept.purchase_id
    join part on part.purchase_id = p.id join purchase_line l on l.purchase_id = part.id
    group by p.id, p.customer_id, l.product_id having sum(l.amount_minor) > 0
  ),
  held (root_id, series, steps, last_on) as (
    select s.root_id, product.series, coalesce(array_agg(distinct step order by step) filter (where step is not null), '{}'),
      max(bought.last_on)
    from bought join scope s on s.id = bought.customer_id
    join product on product.id = bought.product_id and product.series is not null
    group by s.root_id, product.series
  )`;

const ROWS = `${held("$2::bigint[]")}
  select h.root_id::text, json_agg(json_build_object('segment', c.segment, 'series', h.series, 'steps', h.steps, 'customers', 1)
    order by h.series)
  from held h join customer c on c.id = h.root_id
  group by h.root_id`;

/** Per customer what it holds, of each series that it has. Customers without any are left out. */
export async function holdingsOf(
  { database, signal }: Context,
  customers: readonly string[],
  asOf: Day,
): Promise<ReadonlyMap<string, readonly Holding[]>> {
  const query = { text: ROWS, values: [asOf, customers], rowMode: "array" };
  const { rows } = await runCancellable<[customer: string, holdings: Holding[]]>(database.pool, query, signal);
  return new Map(rows);
}

/** What the whole company's customers hold, counted. */
export interface CompanyHoldings {
  readonly holdings: readonly Holding[];
  readonly sizes: readonly SegmentSize[];
}

const COMPANY = `${held(null)}, ${wonOf("$1::date")}
  select
    (select coalesce(json_agg(h), '[]') from (
      select c.segment, h.series, h.steps, count(*) as customers
      from held h join customer c on c.id = h.root_id
      group by c.segment, h.series, h.steps) h) as holdings,
    (select coalesce(json_agg(z order by z.segment nulls last), '[]') from (
      select c.segment, count(*) as customers
      from won join customer c on c.id = won.root_id
      where won.won_on is not null or exists (select from held h where h.root_id = c.id)
      group by c.segment) z) as sizes`;

/** The holdings of everybody who was a customer by a day, those who have left since included, and how many there are. */
export async function companyHoldings({ database, signal }: Context, asOf: Day): Promise<CompanyHoldings> {
  const { rows } = await runCancellable<CompanyHoldings>(database.pool, { text: COMPANY, values: [asOf] }, signal);
  return rows[0]!;
}

/** A customer that the viewer sees and that holds a series. */
export interface Holder {
  readonly customerId: string;
  readonly steps: readonly number[];
  /** when it last bought something of the series that it kept */
  readonly lastBoughtOn: Day;
}

/** Those who hold a series on a day, as far as the viewer sees them. */
export async function holdersOf(context: Context, series: string, asOf: Day): Promise<Holder[]> {
  const request = { ...context, variables: {} };
  const statement = new Statement(request);
  statement.parameter("date", () => asOf);
  const named = statement.parameter("text", () => series);
  const sees = seesCustomer("c", statement.scope) ?? "true";
  const text = `${held(null)}
    select h.root_id::text as "customerId", h.steps, h.last_on::text as "lastBoughtOn"
    from held h join customer c on c.id = h.root_id
    where h.series = ${named} and ${sees}`;
  const query = { text, values: statement.binder()(request) };
  return (await runCancellable<Holder>(context.database.pool, query, context.signal)).rows;
}
