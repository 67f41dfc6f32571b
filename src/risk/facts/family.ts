import type { Sql } from "../../platform/plan/record";
import type { FamilyName } from "./found";
import type { Part } from "./news";

/**
 * Facts of one kind as a part of the one statement: common table expressions, the last of which has rows of a customer,
 * `root_id`, and the columns that are read. `scope (id, root_id)` stands before them; `$1` is asOf.
 */
export interface Family extends Part {
  /** the common table expression that is read */
  readonly name: FamilyName;
  readonly with: (rows: RowsOf) => Sql;
  readonly columns: readonly Sql[];
}

/** The rows of a table that a statement is about, by the table's name; of everybody all, of some those of `scope`. */
export type RowsOf = (table: Sql) => Sql;

const counted = (rows: Sql, table: Sql): Sql => `${rows} left join merged on merged.id = ${table}.customer_id`;

export const rowsOfAll: RowsOf = (table) => counted(table, table);

/** An index is walked once along all keys instead of searched for each: a page that holds several of them is read once. */
export const rowsOfScope: RowsOf = (table) =>
  counted(`(select * from ${table} where customer_id = any (array(select id from scope))) ${table}`, table);

/** The customer that a row of a table counts as. */
export const root = (table: Sql): Sql => `coalesce(merged.root_id, ${table}.customer_id)`;

/** The first instant of a day: reckoned once in a statement, not for every row. */
export const startOf = (day: Sql): Sql => `(select (${day})::timestamp at time zone 'UTC')`;

/** The first instant after a day. */
export const afterDay = (day: Sql): Sql => startOf(`${day} + 1`);

/** The first instant that is not known. */
export const TOMORROW = afterDay("$1::date");

/** The UTC day of an instant. */
export const dayIn = (instant: Sql): Sql => `(${instant} at time zone 'UTC')::date`;

/** The first of so many days that end with asOf. */
export const daysBack = (days: number): Sql => `($1::date - ${days - 1})`;
