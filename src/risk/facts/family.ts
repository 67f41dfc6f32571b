import type { Sql } from "../../platform/plan/record";
import type { FamilyName } from "./found";

/**
 * Facts of one kind as a part of the one statement: common table expressions, the last of which has rows of a customer,
 * `root_id`, and the columns that are read. `scope (id, root_id)` stands before them; `$1` is asOf.
 */
export interface Family {
  /** the common table expression that is read */
  readonly name: FamilyName;
  readonly with: Sql;
  readonly columns: readonly Sql[];
}

/** The first instant after a day. */
export const afterDay = (day: Sql): Sql => `((${day} + 1)::timestamp at time zone 'UTC')`;

/** The first instant of a day. */
export const startOf = (day: Sql): Sql => `((${day})::timestamp at time zone 'UTC')`;

/** The UTC day of an instant. */
export const dayIn = (instant: Sql): Sql => `(${instant} at time zone 'UTC')::date`;

/** The first of so many days that end with asOf. */
export const daysBack = (days: number): Sql => `($1::date - ${days - 1})`;
