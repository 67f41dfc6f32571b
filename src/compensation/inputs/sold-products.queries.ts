import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { SoldProduct } from "./calc/sold";

/** $1: purchases. */
const SOLD = `
  select l.purchase_id::text as purchase, p.external_id as product, p.series, sum(l.amount_minor)::text as amount,
    (case when bool_and(l.cost_minor is not null) then sum(l.cost_minor) end)::text as cost
  from purchase_line l left join product p on p.id = l.product_id
  where l.purchase_id = any ($1::bigint[])
  group by l.purchase_id, p.id
  order by l.purchase_id, p.external_id`;

const COLUMNS = ["purchase", "product", "series", "amount", "cost"];
type Columns = [string[], (string | null)[], (string | null)[], string[], (string | null)[]];

/** What was sold with purchases and refunds, product by product, by their keys; nothing of those without lines. */
export async function soldProducts(
  { database, signal }: Context,
  purchases: readonly string[],
): Promise<ReadonlyMap<string, readonly SoldProduct[]>> {
  const found = new Map<string, SoldProduct[]>();
  if (purchases.length === 0) return found;
  const query = { text: SOLD, values: [purchases], columns: COLUMNS };
  const [ids, products, series, amounts, costs] = (await fetchColumns(database.pool, query, signal)) as Columns;
  ids.forEach((id, place) => {
    const cost = costs[place] ?? null;
    const sold: SoldProduct = {
      ...{ product: products[place]!, series: series[place]!, amount: BigInt(amounts[place]!) },
      cost: cost === null ? null : BigInt(cost),
    };
    const lines = found.get(id);
    if (lines) lines.push(sold);
    else found.set(id, [sold]);
  });
  return found;
}
