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
  readonly with: (about: About) => Sql;
  readonly columns: readonly Sql[];
}

/** What a statement reads of the accounts of `scope`. */
export interface About {
  /** the rows of a table, by its name */
  readonly rows: (table: Sql) => Sql;
  /** that what was bought on a day is read of an account; with `and` before it */
  readonly andRead: (day: Sql, account: Sql) => Sql;
  /** what `scope` says of each account beside its keys; with a comma before it */
  readonly more: Sql;
}

const counted = (rows: Sql, table: Sql): Sql => `${rows} left join merged on merged.id = ${table}.customer_id`;

const whole = { andRead: () => "", more: "" };

/** All of everybody. */
export const ALL: About = { ...whole, rows: (table) => counted(table, table) };

/** All of those in `scope`. An index is walked once along all keys: a page that holds several of them is read once. */
export const OF_SCOPE: About = {
  ...whole,
  rows: (table) =>
    counted(`(select * from ${table} where customer_id = any (array(select id from scope))) ${table}`, table),
};

const PURCHASES_TO = "purchases_to";
const isLater = (day: Sql, account: Sql): Sql => `${day} > ${account}.${PURCHASES_TO}`;

/** What those in `scope` bought later than on the day up to which it was read. */
export const LATER_OF_SCOPE: About = {
  rows: (table) =>
    counted(
      `(select ${table}.* from scope join ${table} on customer_id = scope.id and ${isLater("purchased_on", "scope")}) ${table}`,
      table,
    ),
  andRead: (day, account) => `and ${isLater(day, account)}`,
  more: `, ${PURCHASES_TO}`,
};

/** The accounts for it: none was merged into another. */
export const laterScope = (customers: Sql, days: Sql): Sql =>
  `scope (id, root_id, ${PURCHASES_TO}) as (select id, id, on_day from unnest(${customers}, ${days}) as asked (id, on_day))`;

/** The customer that a row of a table counts as. */
export const root = (table: Sql): Sql => `coalesce(merged.root_id, ${table}.customer_id)`;

/** The first instant of a day: reckoned once in a statement, not for every row. */
export const startOf = (day: Sql): Sql => `(select (${day})::timestamp at time zone 'UTC')`;

/** The first instant after a day. */
export const afterDay = (day: Sql): Sql => startOf(`${day} + 1`);

/** The UTC day of an instant. */
export const dayIn = (instant: Sql): Sql => `(${instant} at time zone 'UTC')::date`;

/** The first of so many days that end with asOf. */
export const daysBack = (days: number): Sql => `($1::date - ${days - 1})`;
