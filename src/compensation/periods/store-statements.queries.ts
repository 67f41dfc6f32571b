import type { EntityManager } from "typeorm";
import { type Cell, type Columns, copyRows } from "../../platform/database/copy-rows";
import type { CreditRow, LineRow, PersonRows, StatementRow } from "../statements/statement-rows";

/** The keys of all periods, by their first day. */
export async function periodKeys(tx: EntityManager): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; start: string }[] = await tx.query(`select id, starts_on as start from pay_period`);
  return new Map(rows.map(({ id, start }) => [start, id]));
}

/** Takes away the statements of whoever is not paid any more. */
export const removeOthers = (tx: EntityManager, periodId: string, reps: readonly string[]): Promise<unknown> =>
  tx.query(`delete from statement where pay_period_id = $1 and rep_id <> all ($2::bigint[])`, [periodId, reps]);

/** A table of statements, and how its rows are written. */
interface Kept<Row> {
  readonly table: string;
  /** what tells a row apart in its period: of one that stands, as SQL, and of one that is made */
  readonly name: string;
  readonly nameOf: (row: Row) => string;
  /** what a row says of itself; its key, its period and what it belongs to come to it */
  readonly own: Columns<Row>;
  readonly belongsTo: string | null;
  /** what may change in a row that stays */
  readonly changing: readonly string[];
  /** whether it counts how often that did */
  readonly counted: boolean;
}

const columnsOf = <Row extends Readonly<Record<Name, Cell>>, Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, (row: Row): Cell => row[name]])) as Columns<Row>;

const STATEMENT: Kept<StatementRow> = {
  ...{ table: "statement", name: "rep_id::text", nameOf: ({ rep_id }) => rep_id },
  own: columnsOf(["external_id", "rep_id", "input_hash", "exceptions"]),
  ...{ belongsTo: null, changing: ["input_hash", "exceptions"], counted: true },
};

const LINE: Kept<LineRow> = {
  ...{ table: "statement_line", name: "external_id", nameOf: ({ external_id }) => external_id },
  own: columnsOf([
    ...(["external_id", "rep_id", "position", "kind", "paid_kind", "plan_code", "plan_version", "component"] as const),
    ...(["earning_code", "for_period_id", "event", "corrects_id", "amount_minor", "currency", "trace"] as const),
  ]),
  belongsTo: "statement_id",
  ...{ changing: ["position", "earning_code", "corrects_id", "amount_minor", "trace"], counted: true },
};

const CREDIT: Kept<CreditRow> = {
  table: "line_credit",
  // Looked up and not joined: how much a table holds in the middle of a transaction no planner knows.
  name: "(select external_id from statement_line line where line.id = line_id) || ' ' || event",
  nameOf: ({ line, event }) => `${line} ${event}`,
  own: columnsOf(["rep_id", "event", "customer_id", "credited_on", "credited_minor", "amount_minor", "currency"]),
  belongsTo: "line_id",
  ...{ changing: ["customer_id", "credited_on", "credited_minor", "amount_minor"], counted: false },
};

const columnNames = <Row>({ own, belongsTo }: Kept<Row>): string =>
  ["id", "pay_period_id", ...(belongsTo === null ? [] : [belongsTo]), ...Object.keys(own)].join(", ");

/** Where rows are on their way into their tables. They go with the transaction. */
const staged = <Row>(kept: Kept<Row>): string => `
  create temporary table staged_${kept.table} on commit drop as select ${columnNames(kept)} from ${kept.table} with no data`;

export const openStaging = (tx: EntityManager): Promise<unknown> =>
  tx.query([staged(STATEMENT), staged(LINE), staged(CREDIT)].join(";"));

/** From where it is staged; what changed in a row that stays is told as text, for json knows no equality. */
function written<Row>(kept: Kept<Row>): string {
  const { table, changing, counted } = kept;
  const of = (side: string): string => `(${changing.map((name) => `${side}.${name}`).join(", ")})::text`;
  const changes = changing.map((name) => `${name} = excluded.${name}`);
  return `
    insert into ${table} as stored (${columnNames(kept)}) overriding system value
    select ${columnNames(kept)} from staged_${table}
    on conflict (id) do update set ${[...changes, ...(counted ? ["version = stored.version + 1"] : [])].join(", ")}
    where ${of("stored")} is distinct from ${of("excluded")};
    truncate staged_${table}`;
}

/** A period and people in it. */
type Whose = readonly [periodId: string, reps: readonly string[]];

/** The key of each row that is made: of the one that stands, or a new one. What stands and is not made goes. */
async function keysOf<Row>(tx: EntityManager, kept: Kept<Row>, whose: Whose, rows: readonly Row[]): Promise<string[]> {
  const { table, name, nameOf } = kept;
  const stood: { id: string; name: string }[] = await tx.query(
    `select id, ${name} as name from ${table} where pay_period_id = $1 and rep_id = any ($2::bigint[])`,
    [...whose],
  );
  const standing = new Map(stood.map((row) => [row.name, row.id]));
  const keys = rows.map((row) => {
    const key = standing.get(nameOf(row));
    standing.delete(nameOf(row));
    return key;
  });
  if (standing.size > 0) await tx.query(`delete from ${table} where id = any ($1::bigint[])`, [[...standing.values()]]);
  const [{ added }]: [{ added: string[] | null }] = await tx.query(
    `select json_agg(nextval('${table}_id_seq')::text) as added from generate_series(1, $1)`,
    [keys.filter((key) => key === undefined).length],
  );
  let next = 0;
  return keys.map((key) => key ?? added![next++]!);
}

/** @param ownerOf the key of what a row belongs to */
async function store<Row>(
  tx: EntityManager,
  kept: Kept<Row>,
  whose: Whose,
  rows: readonly Row[],
  ownerOf: (row: Row) => string | undefined = () => undefined,
): Promise<string[]> {
  const keys = await keysOf(tx, kept, whose, rows);
  const { table, belongsTo, own } = kept;
  const columns: Columns<Row> = {
    id: (_row, place) => keys[place]!,
    pay_period_id: () => whose[0],
    ...(belongsTo !== null && { [belongsTo]: (row: Row) => ownerOf(row)! }),
    ...own,
  };
  await copyRows(tx, `staged_${table}`, columns, rows);
  await tx.query(written(kept));
  return keys;
}

/**
 * Stores what some people are paid in a period in place of what was stored for them: a row that is made again keeps its key,
 * and one that stays as it is is not touched.
 */
export async function storeStatements(
  tx: EntityManager,
  periodId: string,
  people: readonly PersonRows[],
): Promise<void> {
  const statements = people.map(({ statement }) => statement);
  const whose: Whose = [periodId, statements.map(({ rep_id }) => rep_id)];
  const lines = people.flatMap((person) => person.lines);
  const credits = people.flatMap((person) => person.credits);
  const statementKeys = await store(tx, STATEMENT, whose, statements);
  const statementOf = new Map(statements.map(({ rep_id }, place) => [rep_id, statementKeys[place]!]));
  const lineKeys = await store(tx, LINE, whose, lines, ({ rep_id }) => statementOf.get(rep_id));
  const lineOf = new Map(lines.map(({ external_id }, place) => [external_id, lineKeys[place]!]));
  await store(tx, CREDIT, whose, credits, ({ line }) => lineOf.get(line));
}
