import type { Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { Statement } from "../../platform/plan/statement";
import { seesFactOfCustomer } from "../policy";

export interface PurchaseTotal {
  readonly purchases: number;
  /** decimal text in the currency's major unit */
  readonly amount: string;
  readonly currency: string;
}

/** Per rep and currency, how many purchases were sold and what they are worth, refunds taken off. */
export async function purchaseTotals(
  context: Context,
  reps: readonly string[],
  { start, end }: Period,
): Promise<ReadonlyMap<string, readonly PurchaseTotal[]>> {
  const request = { ...context, variables: {}, keys: reps };
  const statement = new Statement(request);
  const keys = statement.parameter("bigint[]", ({ keys }) => keys);
  const from = statement.parameter("date", () => start);
  const before = statement.parameter("date", () => end);
  const sees = seesFactOfCustomer("p", statement.scope);
  const text = `
    select rep_id, json_agg(json_build_object('purchases', purchases, 'amount', amount, 'currency', currency) order by currency)
    from (
      select p.rep_id, p.currency, count(*) filter (where p.amount_minor >= 0) as purchases,
        major_units(sum(p.amount_minor)::bigint, p.currency) as amount
      from purchase p
      where p.rep_id = any (${keys}) and p.purchased_on >= ${from} and p.purchased_on < ${before}${sees ? ` and ${sees}` : ""}
      group by p.rep_id, p.currency
    ) total
    group by rep_id`;
  const query = { text, values: statement.binder()(request), rowMode: "array" };
  const { rows } = await runCancellable<[rep: string, totals: PurchaseTotal[]]>(
    context.database.pool,
    query,
    context.signal,
  );
  return new Map(rows);
}
