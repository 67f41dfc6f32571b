import type { GraphQLResolveInfo } from "graphql";
import { must } from "../../kernel/invariant";
import { batched } from "../graphql/batch";
import type { Context } from "../graphql/context";
import { refusal } from "../graphql/errors";
import type { RecordKey } from "../graphql/record-key.args";
import { catalogOf } from "./catalog";
import { fetchRows } from "./fetch";
import { nodeKey, parseNodeId } from "./node-id";
import { planOf, type Root } from "./plan";
import type { Planned } from "./read";

/**
 * An island is a connected stored part of a selection, read by one statement. These are the places where one starts:
 * a root field, and each field below a computed value or a mutation's payload.
 */

/**
 * A record that the viewer sees, or null.
 *
 * @throws BAD_USER_INPUT unless exactly one key is given
 */
export function planRecord(
  context: Context,
  info: GraphQLResolveInfo,
  type: string,
  key: RecordKey,
): Promise<object | null> {
  if ((key.id == null) === (key.externalId == null)) {
    throw refusal("BAD_USER_INPUT", `${info.fieldName}: pass id or externalId, one of them.`);
  }
  return key.id != null
    ? readOne(context, info, { kind: "record", type, column: "id" }, nodeKey(key.id, type, "id"))
    : readOne(context, info, { kind: "record", type, column: "external_id" }, key.externalId!);
}

/** Whatever record an id names, or null when there is none that the viewer sees. */
export async function planNode(context: Context, info: GraphQLResolveInfo, id: string): Promise<object | null> {
  const node = parseNodeId(id);
  if (!node || !catalogOf(info.schema).types.has(node.type)) return null;
  return readOne(context, info, { kind: "record", type: node.type, column: "id", typed: true }, node.key);
}

/** All records of a type that the viewer sees, page by page. */
export async function planConnection(context: Context, info: GraphQLResolveInfo, type: string): Promise<object> {
  const [row] = await read(context, info, { kind: "connection", type }, []);
  return JSON.parse(must(row?.[0], "a connection is always an object")) as object;
}

/** A record by its key, as a reference shows it: calls of one field in one request share a statement. */
export function planReference(
  context: Context,
  info: GraphQLResolveInfo,
  type: string,
  key: string,
): Promise<object | null> {
  const plan = planOf(info, { kind: "keys", type }, { ...context, variables: info.variableValues });
  return batched(context, plan, key, async (keys) => {
    const rows = await fetchRows(context, plan, plan.bind({ ...context, variables: info.variableValues, keys }));
    return new Map(rows.map(([id, json]) => [id!, JSON.parse(json!) as object]));
  });
}

async function readOne(context: Context, info: GraphQLResolveInfo, root: Root, key: string): Promise<object | null> {
  const [row] = await read(context, info, root, [key]);
  return row ? (JSON.parse(row[0]!) as Planned) : null;
}

function read(context: Context, info: GraphQLResolveInfo, root: Root, keys: readonly string[]) {
  const request = { ...context, variables: info.variableValues, keys };
  const plan = planOf(info, root, request);
  return fetchRows(context, plan, plan.bind(request));
}
