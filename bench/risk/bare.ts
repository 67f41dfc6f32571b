import type { Pool } from "pg";

/** The tables that risk reads, each scanned once and added up by customer: no answer about everybody does with less. */
const SCANS = [
  `select customer_id, count(*), max(purchased_on), sum(amount_minor) from purchase group by 1`,
  `select p.customer_id, count(*), sum(l.amount_minor), sum(l.cost_minor) from purchase p join purchase_line l on l.purchase_id = p.id group by 1`,
  `select customer_id, count(*), max(occurred_at), avg(sentiment), sum(cost_minor) from interaction group by 1`,
  `select customer_id, count(*), max(left_on) from contact group by 1`,
  `select customer_id, count(*), max(opened_at) from issue group by 1`,
  `select customer_id, count(*), max(answered_on) from survey group by 1`,
  `select customer_id, count(*), max(ends_on) from contract group by 1`,
  `select customer_id, count(*), max(closed_on) from renewal group by 1`,
  `select customer_id, count(*), max(starts_on) from assignment group by 1`,
  `select customer_id, count(*), max(reviewed_on) from diagnosis group by 1`,
];

export async function scan(pool: Pool): Promise<void> {
  for (const text of SCANS) await pool.query({ text, rowMode: "array" });
}
