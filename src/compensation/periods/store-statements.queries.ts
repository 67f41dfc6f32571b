import type { EntityManager } from "typeorm";
import { jsonText } from "../../kernel/json";
import type { PersonRows } from "../statements/statement-rows";

/** The keys of all periods, by their first day. */
export async function periodKeys(tx: EntityManager): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; start: string }[] = await tx.query(`select id, starts_on as start from pay_period`);
  return new Map(rows.map(({ id, start }) => [start, id]));
}

/** Takes away the statements of whoever is not paid any more. */
export const removeOthers = (tx: EntityManager, periodId: string, reps: readonly string[]): Promise<unknown> =>
  tx.query(`delete from statement where pay_period_id = $1 and rep_id <> all ($2::bigint[])`, [periodId, reps]);

const STATEMENTS = `
  insert into statement as stored (external_id, pay_period_id, rep_id, input_hash, exceptions)
  select external_id, $1, rep_id, input_hash, exceptions
  from jsonb_to_recordset($2::jsonb) as made (external_id text, rep_id bigint, input_hash text, exceptions jsonb)
  on conflict (external_id) do update
    set input_hash = excluded.input_hash, exceptions = excluded.exceptions, version = stored.version + 1
    where (stored.input_hash, stored.exceptions) is distinct from (excluded.input_hash, excluded.exceptions)`;

/** What is not paid any more, with its credits. */
const STALE_LINES = `
  delete from statement_line line using statement s
  where s.id = line.statement_id and s.pay_period_id = $1 and s.rep_id = any ($2::bigint[])
    and line.external_id <> all ($3::text[])`;

const CHANGING = ["position", "earning_code", "corrects_id", "amount_minor", "trace"];

const LINES = `
  insert into statement_line as stored (external_id, statement_id, pay_period_id, rep_id, position, kind, paid_kind, plan_code,
    plan_version, component, earning_code, for_period_id, event, corrects_id, amount_minor, currency, trace)
  select made.external_id, s.id, $1, made.rep_id, position, kind, paid_kind, plan_code, plan_version, component, earning_code,
    for_period_id, event, corrects_id, amount_minor, currency, trace
  from jsonb_to_recordset($2::jsonb) as made (external_id text, rep_id bigint, position integer, kind text, paid_kind text,
    plan_code text, plan_version integer, component text, earning_code text, for_period_id bigint, event text,
    corrects_id bigint, amount_minor bigint, currency text, trace jsonb)
  join statement s on s.pay_period_id = $1 and s.rep_id = made.rep_id
  on conflict (external_id) do update
    set ${CHANGING.map((column) => `${column} = excluded.${column}`).join(", ")}, version = stored.version + 1
    where (${CHANGING.map((column) => `stored.${column}`).join(", ")})
      is distinct from (${CHANGING.map((column) => `excluded.${column}`).join(", ")})`;

const STALE_CREDITS = `delete from line_credit where pay_period_id = $1 and rep_id = any ($2::bigint[])`;

const CREDITS = `
  insert into line_credit
    (line_id, pay_period_id, rep_id, event, customer_id, credited_on, credited_minor, amount_minor, currency)
  select l.id, $1, made.rep_id, made.event, made.customer_id, made.credited_on, made.credited_minor, made.amount_minor,
    made.currency
  from jsonb_to_recordset($2::jsonb) as made (line text, rep_id bigint, event text, customer_id bigint, credited_on date,
    credited_minor bigint, amount_minor bigint, currency text)
  join statement_line l on l.external_id = made.line`;

/**
 * Stores what some people are paid in a period in place of what was stored for them: a line that is paid again keeps its row,
 * and one that stays as it is is not touched.
 */
export async function storeStatements(
  tx: EntityManager,
  periodId: string,
  people: readonly PersonRows[],
): Promise<void> {
  const reps = people.map(({ statement }) => statement.rep_id);
  const lines = people.flatMap((person) => person.lines);
  const credits = people.flatMap((person) => person.credits);
  await tx.query(STATEMENTS, [periodId, jsonText(people.map(({ statement }) => statement))]);
  await tx.query(STALE_LINES, [periodId, reps, lines.map(({ external_id }) => external_id)]);
  if (lines.length > 0) await tx.query(LINES, [periodId, jsonText(lines)]);
  await tx.query(STALE_CREDITS, [periodId, reps]);
  if (credits.length > 0) await tx.query(CREDITS, [periodId, jsonText(credits)]);
}
