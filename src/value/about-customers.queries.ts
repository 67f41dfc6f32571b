import type { Day, Period } from "../kernel/calendar";
import { runCancellable } from "../platform/database/cancellable";
import type { Context } from "../platform/graphql/context";
import type { Sql } from "../platform/plan/record";
import { merged } from "../records/customers/merged.queries";
import { countedOf } from "./won.queries";

/** What is asked about customers. */
export interface Asked {
  /** as far as it has happened by `asOf` */
  readonly period: Period;
  readonly asOf: Day;
}

/** The instant at which a day begins. */
export const midnight = (day: Sql): Sql => `(${day}::date::timestamp at time zone 'UTC')`;

/**
 * A statement about customers, merged ones as one. Its `$1` is asOf.
 *
 * @param customers the parameter behind its values: a bigint[], left out of the statement about everybody
 * @param text begins with the common table expressions that it is given, `merged` and `scope (id, root_id)`
 */
export function aboutCustomers<Row extends unknown[]>(customers: Sql, text: (common: Sql) => Sql) {
  const statement = (only: Sql | null): Sql => text(`with recursive ${merged("$1::date")}, ${countedOf(only)}`);
  const [ofAll, ofSome] = [statement(null), statement(customers)];
  return async (
    { database, signal }: Context,
    values: readonly unknown[],
    only: readonly string[] | null,
  ): Promise<readonly Row[]> => {
    const query =
      only === null
        ? { text: ofAll, values: [...values], rowMode: "array" }
        : { text: ofSome, values: [...values, only], rowMode: "array" };
    return (await runCancellable<Row>(database.pool, query, signal)).rows;
  };
}
