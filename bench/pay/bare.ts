import type { Client } from "pg";

/** What a run reads, as few columns as it takes. */
const READ: readonly string[] = [
  `select rep_id, plan_code, role, target_minor, currency, starts_on, ends_on from enrolment`,
  `select rep_id, team_id, starts_on, ends_on from rep_position`,
  `select customer_id, rep_id, role, share, starts_on, ends_on from assignment`,
  `select customer_id, signed_on, starts_on, ends_on, ended_on, annual_value_minor, currency from contract`,
  `select customer_id, due_on, closed_on, status, value_due_minor, value_renewed_minor, currency from renewal`,
  `select customer_id, kind, score, answered_on from survey`,
  `select rep_id, measure, starts_on, ends_on, goal, currency from quota`,
];

/** The tables that a run writes: copied as they stand, with the same indexes. */
const WRITE: readonly string[] = ["statement", "statement_line", "line_credit"];

/** Reads the rows that a run reads, and writes those that it wrote, with nothing between: less work there cannot be. */
export async function readAndWrite(client: Client): Promise<void> {
  for (const text of READ) await client.query({ text, rowMode: "array" });
  await client.query("begin");
  for (const table of WRITE) {
    await client.query(`create table bare_${table} (like ${table} including indexes)`);
    await client.query(`insert into bare_${table} select * from ${table}`);
  }
  await client.query("rollback");
}
