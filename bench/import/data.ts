import { createWriteStream, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { once } from "node:events";
import { Client } from "pg";

export const CUSTOMERS = 50_000;
export const REPS = 500;

const DAYS = Array.from({ length: 1_000 }, (_, index) =>
  new Date(Date.UTC(2022, 0, 1 + index)).toISOString().slice(0, 10),
);

/** Writes an export of orders, and the mapping that says what its columns are. */
export async function writeFiles(dir: string, rows: number): Promise<{ csv: string; mapping: string }> {
  const csv = path.join(dir, `orders-${rows}.csv`);
  const mapping = path.join(dir, `mapping-${rows}.json`);
  const fields = { externalId: "order", customer: "customer", rep: "rep", purchasedOn: "day", amount: "amount" };
  const files = [{ file: path.basename(csv), record: "purchase", fields }];
  writeFileSync(mapping, JSON.stringify({ currency: "EUR", files }));
  if (existsSync(csv)) return { csv, mapping };
  const out = createWriteStream(csv);
  out.write("order,customer,rep,day,amount\n");
  for (let row = 1; row <= rows; row++) {
    // Large primes scatter customers, reps and days without a generator to seed.
    const line = [
      `O${row}`,
      `C${1 + ((row * 7919) % CUSTOMERS)}`,
      `R${1 + ((row * 104_729) % REPS)}`,
      DAYS[(row * 31) % 1_000],
    ];
    if (!out.write(`${line.join()},${(((row * 6_151) % 100_000) / 100).toFixed(2)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  return { csv, mapping };
}

/** Those whom the orders name. */
export async function fillPeople(owner: Client): Promise<void> {
  await owner.query(`
    insert into customer (external_id, name) select 'C' || i, 'Customer ' || i from generate_series(1, ${CUSTOMERS}) i
    on conflict do nothing`);
  await owner.query(`
    insert into rep (external_id, employee_number, full_name) select 'R' || i, 'E' || i, 'Rep ' || i
    from generate_series(1, ${REPS}) i on conflict do nothing`);
  await owner.query(`analyze customer, rep`);
}

/** As before the first import. */
export async function emptyOrders(owner: Client): Promise<void> {
  await owner.query(`truncate purchase_line, purchase restart identity`);
  await owner.query(`delete from import_ledger`);
}
