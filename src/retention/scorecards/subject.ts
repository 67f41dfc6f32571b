import type { Day } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import type { Context } from "../../platform/graphql/context";
import { leads, membersOf } from "./subject.queries";

/** Whose scorecard it is. */
export type Subject =
  /** a rep's own book */
  | { readonly kind: "REP"; readonly id: string }
  /** the books of a rep and of everybody below it */
  | { readonly kind: "SUBTREE"; readonly id: string }
  | { readonly kind: "TEAM"; readonly id: string }
  | { readonly kind: "COMPANY" }
  /** what is no rep's */
  | { readonly kind: "HOUSE" };

export type RepsOf = Extract<Subject, { id: string }>["kind"];

/** The reps whose books each subject's is made of, on a day. */
export async function repsOf(
  context: Context,
  kind: RepsOf,
  ids: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (kind === "REP") return new Map(ids.map((id) => [id, [id]]));
  return kind === "SUBTREE" ? leads(context, ids, day) : membersOf(context, ids, day);
}

/**
 * The same for subjects of all kinds at once.
 *
 * @param keys kind and id of each, with a space between
 */
export async function repsOfAll(
  context: Context,
  keys: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const kinds = groupBy(keys, (key) => key.split(" ")[0] as RepsOf);
  const found = await Promise.all(
    Array.from(kinds, async ([kind, ofKind]) => {
      const reps = await repsOf(
        context,
        kind,
        ofKind.map((key) => key.slice(kind.length + 1)),
        day,
      );
      return Array.from(reps, ([id, members]) => [`${kind} ${id}`, members] as const);
    }),
  );
  return new Map(found.flat());
}
