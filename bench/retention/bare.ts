import type { Pool } from "pg";
import { QUARTER } from "./data";

/** The range scan that no answer can do without: what was bought in both quarters, and the contracts that cover an end. */
export async function rangeScan(pool: Pool): Promise<void> {
  await pool.query({
    text: `
      select customer_id, currency, sum(amount_minor) filter (where purchased_on < $2), sum(amount_minor) filter (where purchased_on >= $2)
      from purchase where purchased_on >= $1 and purchased_on < $3 group by customer_id, currency`,
    values: ["2025-10-01", QUARTER.start, QUARTER.end],
    rowMode: "array",
  });
  await pool.query({
    text: `
      select customer_id, currency, sum(annual_value_minor) filter (where starts_on < $1), sum(annual_value_minor) filter (where ends_on >= $2)
      from contract where starts_on < $2 and coalesce(least(ends_on, ended_on), 'infinity'::date) >= $1 group by customer_id, currency`,
    values: [QUARTER.start, QUARTER.end],
    rowMode: "array",
  });
}
