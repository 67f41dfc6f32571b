import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Pool } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/**
 * The same rows in the same table, written by hand with as little as possible: COPY to a temporary table, then ON
 * CONFLICT where changed. No rule, no message, no audit.
 */
export async function importBare(pool: Pool, csv: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(`
      create temporary table bare (external_id text collate "C", customer text collate "C", rep text collate "C", purchased_on date,
        amount numeric) on commit drop`);
    const copy = client.query(copyFrom("copy bare from stdin (format csv, header)"));
    await pipeline(createReadStream(csv, { highWaterMark: 1 << 18 }), copy);
    await client.query(`
      insert into purchase as stored
        (external_id, customer_id, rep_id, purchased_on, amount_minor, amount_of_lines, currency)
      select bare.external_id, customer.id, rep.id, purchased_on, (amount * 100)::bigint, false, 'EUR'
      from bare join customer on customer.external_id = bare.customer left join rep on rep.external_id = bare.rep
      on conflict (external_id) do update set customer_id = excluded.customer_id, rep_id = excluded.rep_id,
        purchased_on = excluded.purchased_on, amount_minor = excluded.amount_minor, currency = excluded.currency,
        version = stored.version + 1
      where (stored.customer_id, stored.rep_id, stored.purchased_on, stored.amount_minor, stored.currency)
        is distinct from (excluded.customer_id, excluded.rep_id, excluded.purchased_on, excluded.amount_minor, excluded.currency)`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
