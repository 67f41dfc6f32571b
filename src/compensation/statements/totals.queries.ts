import { formatAmount, minor } from "../../kernel/money";
import { runAsViewer } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";

/** What lines are added up by: a column of theirs. */
type Of = "statement_id" | "pay_period_id";

interface Row {
  readonly of: string;
  readonly currency: string;
  readonly amount: string;
}

/**
 * Σ of the lines that the viewer may see, one amount per currency in their order: row security leaves out the others.
 *
 * @returns by key; of what has no line, nothing
 */
export async function totalsBy(
  { database, viewer, signal }: Context,
  column: Of,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly MoneyType[]>> {
  const text = `
    select ${column}::text as of, currency, sum(amount_minor)::text as amount from statement_line
    where ${column} = any ($1::bigint[]) group by 1, 2 order by 1, 2`;
  const { rows } = await runAsViewer<Row>(database.pool, viewer, { text, values: [keys] }, signal);
  const totals = new Map<string, MoneyType[]>();
  for (const { of, currency, amount } of rows) {
    const total = MoneyType.of(formatAmount(minor(BigInt(amount)), currency), currency);
    const others = totals.get(of);
    if (others) others.push(total);
    else totals.set(of, [total]);
  }
  return totals;
}
