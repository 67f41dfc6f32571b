import type { GraphQLResolveInfo } from "graphql";
import { createHash } from "node:crypto";
import { refusal } from "../graphql/errors";

/** A record, or a part of one, as a statement returned it: its fields stand under their response keys. */
export interface Planned {
  /** present where a computed field needs it */
  readonly "#id"?: string;
  /** present where the concrete type is not known from the schema */
  readonly "#type"?: string;
}

const LONGEST_IDENTIFIER = 63;

/** The column of a response key. PostgreSQL cuts identifiers at 63 bytes, so a longer key is named by its hash. */
export const columnOf = (responseKey: string): string =>
  responseKey.length <= LONGEST_IDENTIFIER
    ? responseKey
    : `#${createHash("sha256").update(responseKey).digest("hex").slice(0, 40)}`;

/** The resolver of every planned field: aliases make the response key, not the field's name, the place to look. */
export function readPlanned(
  source: Record<string, unknown>,
  _args: unknown,
  _context: unknown,
  info: GraphQLResolveInfo,
) {
  const value = source[columnOf(info.path.key as string)];
  if (value === undefined) {
    throw refusal("FORBIDDEN", `Your role may not read ${info.parentType.name}.${info.fieldName}; leave it out.`);
  }
  return value;
}

/** The record's own key, for fields that are computed from it. */
export function keyOf(record: object): string {
  const key = (record as Planned)["#id"];
  if (key === undefined) throw new Error("The statement carried no id: the field is not known as computed");
  return key;
}

/** The body of a field that the planner reads; it exists for its arguments and never runs. */
export function planned(): never {
  throw new Error("This field is read by the planner and was asked without it");
}
