import { Client } from "pg";

/** What is written, and the statement that writes it; `$1`, where it stands, is the years of history. */
export type Step = readonly [what: string, sql: string];

/** Fills a migrated database unless it holds the data already. All or nothing, so that a broken run leaves none. */
export async function fillWith(
  steps: readonly Step[],
  { ownerUrl, years, customers }: { readonly ownerUrl: string; readonly years: number; readonly customers: number },
  say: (sentence: string) => void,
): Promise<void> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>("select count(*)::int as count from customer");
    if (rows[0]?.count === customers) return;
    await client.query("begin");
    for (const [what, sql] of steps) {
      const started = performance.now();
      const { rowCount } = await client.query(sql, sql.includes("$1") ? [years] : []);
      say(`${rowCount} ${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    await client.query("commit");
    await client.query("vacuum (analyze)");
  } finally {
    await client.end();
  }
}
