import type { GraphQLError } from "graphql";
import { requestRefusal } from "../errors";

/** What one request may ask for. Honest clients stay far below; the numbers stand in the README. */
export const LIMITS = {
  tokens: 4_000,
  /** selections within selections, with fragments spread out; the introspection query of GraphiQL has 14 */
  selectionDepth: 20,
  /** lists and objects within arguments, or within variables */
  valueDepth: 12,
  aliases: 60,
  directives: 30,
  rootFields: 20,
  /** fields that answer in the same place: the validation compares them in pairs */
  repeatedFields: 50,
  /** selections with every fragment spread out where it is used */
  selections: 2_000,
  /** records that the pages asked for can hold, multiplied level by level */
  rows: 20_000,
} as const;

export type Limit = keyof typeof LIMITS;

/**
 * @param found what the request asks for, or null where counting stopped at the limit
 * @param advice what the caller can do
 */
export function tooComplex(limit: Limit, what: string, found: number | null, advice: string): GraphQLError {
  const allowed = LIMITS[limit];
  const asked = found === null ? `more than ${allowed}` : String(found);
  return requestRefusal("QUERY_TOO_COMPLEX", `The request has ${asked} ${what}; ${allowed} are allowed. ${advice}`);
}
