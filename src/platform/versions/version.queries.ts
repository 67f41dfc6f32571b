import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { runCancellable } from "../database/cancellable";
import { batched } from "../graphql/batch";
import type { Context } from "../graphql/context";
import type { Sql } from "../plan/record";

/** A version with the key of its record, by which the graph shows it. */
export type Published<Terms> = Terms & { readonly id: string };

/** How the versions of one kind are read. All that a request asks for together is one statement. */
export interface VersionReader<Terms> {
  /** the highest version among those in effect on a day; the first one is in effect from the first day on */
  on(context: Context, day: Day): Promise<Published<Terms>>;
  /** a version by its record's key, whichever is in effect */
  of(context: Context, id: string): Promise<Published<Terms>>;
  /** a version by its number */
  numbered(context: Context, version: number): Promise<Published<Terms>>;
}

/**
 * Reads a table of versions.
 *
 * @param terms what a version says beside its number and its day, as pairs of `json_build_object` over the row `v`
 */
export function versionsOf<Terms>(table: string, terms: Sql): VersionReader<Terms> {
  const told = `json_build_object('id', v.id::text, 'version', v.version, 'effectiveFrom', v.effective_from, ${terms})`;
  const inEffect = `
    select asked.day::text, ${told} from unnest($1::date[]) asked (day)
    cross join lateral (
      select * from ${table} where effective_from <= asked.day order by version desc limit 1
    ) v`;
  const byId = `select v.id::text, ${told} from ${table} v where v.id = any ($1::bigint[])`;
  const byNumber = `select v.version::text, ${told} from ${table} v where v.version = any ($1::integer[])`;
  const read = async (context: Context, text: string, asked: readonly string[]) => {
    const query = { text, values: [asked], rowMode: "array" };
    const { rows } = await runCancellable<[string, Published<Terms>]>(context.database.pool, query, context.signal);
    return new Map(rows);
  };
  const one = async (context: Context, text: string, key: string, why: string): Promise<Published<Terms>> =>
    must(await batched(context, text, key, (keys) => read(context, text, keys)), why);
  return {
    on: (context, day) => one(context, inEffect, day, "the first version is in effect from the first day on"),
    of: (context, id) => one(context, byId, id, "versions are never deleted"),
    numbered: (context, version) => one(context, byNumber, String(version), "versions are never deleted"),
  };
}
