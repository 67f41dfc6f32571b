import type { TestDatabase } from "./database";

/** Every row of every table, as it stands: by table, what its rows come to. */
export async function everything({ owner }: TestDatabase): Promise<ReadonlyMap<string, string>> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss') order by 1`,
  );
  const sums = rows.map(async ({ name }) => {
    const text = `select md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) as sum from ${name} t`;
    return [name, (await owner.query<{ sum: string }>(text)).rows[0]!.sum] as const;
  });
  return new Map(await Promise.all(sums));
}
