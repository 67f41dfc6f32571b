import type { TestDatabase } from "./database";
import { testServer } from "./postgres";

export interface Statements<Result> {
  readonly result: Result;
  /** how many statements PostgreSQL itself counted for the server's role in this database */
  readonly count: number;
  /** their texts, each with the number of its calls */
  readonly texts: readonly { readonly text: string; readonly calls: number }[];
}

/** Whether this run's PostgreSQL counts statements: our own does. */
export function countsStatements(): boolean {
  const { admin, owner } = testServer();
  return admin !== owner;
}

/** Runs work and reads from PostgreSQL which statements it took. Nothing else may use the database meanwhile. */
export async function statementsOf<Result>(
  { admin, name }: TestDatabase,
  work: () => Promise<Result>,
): Promise<Statements<Result>> {
  await admin.query(`select pg_stat_statements_reset(0, oid, 0) from pg_database where datname = $1`, [name]);
  const result = await work();
  const { rows: texts } = await admin.query<{ text: string; calls: number }>(
    `select s.query as text, s.calls::int as calls
       from pg_stat_statements s
       join pg_database d on d.oid = s.dbid and d.datname = $1
       join pg_roles r on r.oid = s.userid and r.rolname = 'holdfast_server'
      where s.toplevel
      order by s.query`,
    [name],
  );
  return { result, texts, count: texts.reduce((sum, { calls }) => sum + calls, 0) };
}

const ENTERS_A_SNAPSHOT = /^(begin|set|rollback|select pg_export_snapshot|\s*select set_config)/i;

/** Statements that read something: those by which connections enter a snapshot are as many as happen to be opened. */
export const readsOf = ({ texts }: Statements<unknown>): string[] =>
  texts.flatMap(({ text, calls }) => (ENTERS_A_SNAPSHOT.test(text) ? [] : Array.from({ length: calls }, () => text)));
