import { createHash } from "node:crypto";
import type { GraphQLFieldResolver, GraphQLResolveInfo } from "graphql";
import type { Role } from "../auth/viewer";
import type { Context } from "../graphql/context";
import { Computed } from "../graphql/computed";
import { refusal } from "../graphql/errors";

/** A record, or a part of one, as a statement returned it: its fields stand under their response keys. */
export interface Planned {
  /** present where a computed field needs it; null when the viewer may not see the record */
  readonly "#id"?: string | null;
  /** present where the concrete type is not known from the schema */
  readonly "#type"?: string;
}

const LONGEST_IDENTIFIER = 63;

/** The column of a response key. PostgreSQL cuts identifiers at 63 bytes, so a longer key is named by its hash. */
export const columnOf = (responseKey: string): string =>
  responseKey.length <= LONGEST_IDENTIFIER
    ? responseKey
    : `#${createHash("sha256").update(responseKey).digest("hex").slice(0, 40)}`;

type Resolve = GraphQLFieldResolver<Record<string, unknown>, Context>;

const forbidden = (info: GraphQLResolveInfo) =>
  refusal("FORBIDDEN", `Your role may not read ${info.parentType.name}.${info.fieldName}; leave it out.`);

/** The resolver of every planned field: aliases make the response key, not the field's name, the place to look. */
export const readPlanned: Resolve = (source, _args, _context, info) => {
  if (source instanceof Computed) return (source as Record<string, unknown>)[info.fieldName];
  const column = columnOf(info.path.key as string);
  // A response key may be `constructor`: what an object inherits is no answer.
  if (Object.hasOwn(source, column)) return source[column];
  throw forbidden(info);
};

/** A computed field of a record: refused where the role is denied it, null where the viewer may not see the record. */
export const guardComputed =
  (compute: Resolve, denied: (role: Role) => boolean): Resolve =>
  (source, args, context, info) => {
    const { role } = context.viewer;
    if (role !== "SYSTEM" && denied(role)) throw forbidden(info);
    return source["#id"] === null ? null : (compute(source, args, context, info) as unknown);
  };

/** The record's own key, for fields that are computed from it. */
export function keyOf(record: object): string {
  const key = (record as Planned)["#id"];
  if (key == null) throw new Error("The statement carried no id: the field is not known as computed");
  return key;
}

/** The body of a field that the planner reads; it exists for its arguments and never runs. */
export function planned(): never {
  throw new Error("This field is read by the planner and was asked without it");
}
