import { refusal } from "../graphql/errors";
import type { Sql } from "./record";

/** A record's own key, or null when the text is no id of a record of that type. Ids are opaque: callers never make them. */
export function parseNodeId(id: string): { readonly type: string; readonly key: string } | null {
  const match = /^([A-Z][A-Za-z]*):([1-9]\d{0,17})$/.exec(Buffer.from(id, "base64url").toString("latin1"));
  return match ? { type: match[1]!, key: match[2]! } : null;
}

export const formatNodeId = (type: string, key: string): string =>
  Buffer.from(`${type}:${key}`, "latin1").toString("base64url");

/**
 * The key in an id that a caller passes as an argument.
 *
 * @throws BAD_USER_INPUT when the id is not one of that type
 */
export function nodeKey(id: string, type: string, argument: string): string {
  const node = parseNodeId(id);
  if (node?.type !== type) {
    throw refusal(
      "BAD_USER_INPUT",
      `${argument}: "${id.slice(0, 60)}" is not the id of a ${type}; pass an \`id\` read from the graph.`,
    );
  }
  return node.key;
}

/** The same text made by PostgreSQL. */
export const nodeIdSql = (type: string, key: Sql): Sql => base64Url(`'${type}:' || ${key}`);

/** base64url without padding or line breaks, as `Buffer.toString("base64url")` writes it. */
export const base64Url = (text: Sql): Sql =>
  String.raw`translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
