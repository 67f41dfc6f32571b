import type { EntityManager } from "typeorm";
import { copyRows } from "../../platform/database/copy-rows";
import type { CreditRow, LineRow, PersonRows, StatementRow } from "../statements/statement-rows";

/** The keys of all periods, by their first day. */
export async function periodKeys(tx: EntityManager): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; start: string }[] = await tx.query(`select id, starts_on as start from pay_period`);
  return new Map(rows.map(({ id, start }) => [start, id]));
}

/** Takes away the statements of whoever is not paid any more. */
export const removeOthers = (tx: EntityManager, periodId: string, reps: readonly string[]): Promise<unknown> =>
  tx.query(`delete from statement where pay_period_id = $1 and rep_id <> all ($2::bigint[])`, [periodId, reps]);

const STATEMENT: readonly (keyof StatementRow)[] = ["external_id", "rep_id", "input_hash", "exceptions"];
const LINE: readonly (keyof LineRow)[] = [
  ...(["external_id", "rep_id", "position", "kind", "paid_kind", "plan_code", "plan_version", "component"] as const),
  ...(["earning_code", "for_period_id", "event", "corrects_id", "amount_minor", "currency", "trace"] as const),
];
const CREDIT: readonly (keyof CreditRow)[] = [
  ...(["rep_id", "event", "credited_on", "credited_minor", "amount_minor", "currency"] as const),
  ...(["line", "customer"] as const),
];

const [STATEMENT_COLUMNS, LINE_COLUMNS] = [STATEMENT.join(", "), LINE.join(", ")];
const CREDIT_COLUMNS = CREDIT.filter((name) => name !== "line" && name !== "customer").join(", ");

/** Where rows are on their way into their tables. They go with the transaction. */
const STAGING = `
  create temporary table staged_statement on commit drop as select ${STATEMENT_COLUMNS} from statement with no data;
  create temporary table staged_line on commit drop as select ${LINE_COLUMNS} from statement_line with no data;
  create temporary table staged_credit on commit drop as
    select ${CREDIT_COLUMNS}, ''::text as line, ''::text as customer from line_credit with no data`;

export const openStaging = (tx: EntityManager): Promise<unknown> => tx.query(STAGING);

const CLEARED = `truncate staged_statement, staged_line, staged_credit`;

/** What may change in a row that stays, and that it did: told as text, for json knows no equality. */
const changed = (names: readonly string[]): string => `
  do update set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}, version = stored.version + 1
  where (${names.map((name) => `stored.${name}`).join(", ")})::text
    is distinct from (${names.map((name) => `excluded.${name}`).join(", ")})::text`;

const STATEMENTS = `
  insert into statement as stored (pay_period_id, ${STATEMENT_COLUMNS})
  select $1, ${STATEMENT_COLUMNS} from staged_statement
  on conflict (external_id) ${changed(["input_hash", "exceptions"])}`;

// Rows are looked up by keys and never joined: how much a table holds in the middle of a transaction no planner knows.

/** What is not paid any more, with its credits. */
const STALE_LINES = `
  delete from statement_line
  where pay_period_id = $1 and rep_id = any ($2::bigint[]) and external_id <> all ($3::text[])`;

const LINES = `
  insert into statement_line as stored (pay_period_id, statement_id, ${LINE_COLUMNS})
  select $1, (select id from statement s where s.pay_period_id = $1 and s.rep_id = made.rep_id), ${LINE_COLUMNS}
  from staged_line made
  on conflict (external_id) ${changed(["position", "earning_code", "corrects_id", "amount_minor", "trace"])}`;

const STALE_CREDITS = `delete from line_credit where pay_period_id = $1 and rep_id = any ($2::bigint[])`;

const CREDITS = `
  insert into line_credit (pay_period_id, line_id, customer_id, ${CREDIT_COLUMNS})
  select $1, (select id from statement_line where external_id = made.line),
    (select id from customer where external_id = made.customer), ${CREDIT_COLUMNS}
  from staged_credit made`;

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
  await tx.query(CLEARED);
  await copyRows(
    tx,
    "staged_statement",
    STATEMENT,
    people.map(({ statement }) => statement),
  );
  await copyRows(tx, "staged_line", LINE, lines);
  await copyRows(
    tx,
    "staged_credit",
    CREDIT,
    people.flatMap(({ credits }) => credits),
  );
  await tx.query(STATEMENTS, [periodId]);
  await tx.query(STALE_LINES, [periodId, reps, lines.map(({ external_id }) => external_id)]);
  await tx.query(LINES, [periodId]);
  await tx.query(STALE_CREDITS, [periodId, reps]);
  await tx.query(CREDITS, [periodId]);
}
