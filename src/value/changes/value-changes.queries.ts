import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import { changes, type Comparison, comparisonValues, type InScope, RELATIONSHIPS } from "./worth.queries";

/**
 * What customers were worth at both ends, a customer and currency a place; minor units as text. One that counts as another
 * has that id.
 */
export type CurrencyChanges = readonly [
  customer: readonly string[],
  currency: readonly string[],
  opening: readonly string[],
  closing: readonly string[],
  returned: readonly (boolean | null)[],
  undecided: readonly boolean[],
  underContract: readonly boolean[],
];
const COLUMNS = ["customer", "currency", "opening", "closing", "returned", "undecided", "under_contract"];

const told = (inScope: InScope, condition: Sql): Sql => `
  with recursive ${changes(RELATIONSHIPS, inScope)}
  select customer_id::text as customer, currency, opening::text, closing::text, returned, undecided, under_contract
  from change where ${condition}`;

/** The accounts of the customers asked for: they, and those merged into them. */
const ACCOUNTS = `select unnest($9::bigint[]) union all select id from merged where root_id = any ($9::bigint[])`;

/** Of a few customers, facts are looked up one by one; of many, picked out of everybody's. */
const FEW = 2_000;
const OF_FEW = told((account) => `${account} = any (array(${ACCOUNTS}))`, "true");
const OF_MANY = told(() => "true", "customer_id in (select unnest($9::bigint[]))");
const OF_ALL = told(() => "true", "true");

export async function currencyChanges(
  { database, signal }: Context,
  comparison: Comparison,
  customers: readonly string[] | null,
): Promise<CurrencyChanges> {
  const values = comparisonValues(comparison);
  const query =
    customers === null
      ? { text: OF_ALL, values }
      : { text: customers.length > FEW ? OF_MANY : OF_FEW, values: [...values, customers] };
  return (await fetchColumns(database.pool, { ...query, columns: COLUMNS }, signal)) as CurrencyChanges;
}
