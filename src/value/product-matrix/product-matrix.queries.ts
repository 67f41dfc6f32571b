import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
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

/**
 * Who holds what, `held (root_id, series, steps)`. A product counts as bought while something of its price is left after
 * the refunds that name the purchase: the purchase's and the line's.
 */
const held = (customers: string | null): string => `
  with recursive ${merged("$1::date")}, ${scopeOf(customers)},
  kept (purchase_id, root_id) as (
    select coalesce(p.refund_of_id, p.id), s.root_id
    from purchase p join scope s on s.id = p.customer_id
    where p.purchased_on <= $1::date
    group by 1, 2 having sum(p.amount_minor) > 0
  ),
  held (root_id, series, steps) as (
    select root_id, series, coalesce(array_agg(distinct step order by step) filter (where step is not null), '{}')
    from (
      select kept.root_id, product.series, product.step
      from purchase p
      join scope s on s.id = p.customer_id
      join kept on kept.purchase_id = coalesce(p.refund_of_id, p.id) and kept.root_id = s.root_id
      join purchase_line l on l.purchase_id = p.id
      join product on product.id = l.product_id and product.series is not null
      where p.purchased_on <= $1::date
      group by kept.purchase_id, kept.root_id, product.id having sum(l.amount_minor) > 0
    ) bought
    group by root_id, series
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
