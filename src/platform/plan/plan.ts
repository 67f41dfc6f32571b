import { createHash } from "node:crypto";
import type { GraphQLResolveInfo, OperationDefinitionNode } from "graphql";
import { catalogOf } from "./catalog";
import { recordColumns, recordConnectionSql, referenceColumns, seen, typeOf } from "./compile";
import { objectSql, type Compilation, type Selected } from "./selection";
import { shapeOf } from "./shape";
import { Statement, type Request } from "./statement";
import type { Sql } from "./record";

/** A selection compiled to one statement, shared by all requests of the same document and shape. */
export interface Plan {
  readonly text: Sql;
  /** the statement's name by its text, so that equal texts share one prepared statement */
  readonly hash: string;
  /**
   * Whether PostgreSQL may keep one way to the rows for all values. Not for a list that depends on who asks: for one it
   * is shortest along the list, for another along what is its own, and the way that is kept took five times as long.
   */
  readonly reusable: boolean;
  /** Whether it reads rows behind row security: it runs in a transaction that says who asks. */
  readonly guarded: boolean;
  bind(request: Request): unknown[];
}

/** What an island is rooted in. */
export type Root =
  /** one record that the viewer sees, by a column's value */
  | { readonly kind: "record"; readonly type: string; readonly column: "id" | "external_id"; readonly typed?: boolean }
  /** records by their keys, as a reference shows them: below a computed field or a mutation's payload */
  | { readonly kind: "keys"; readonly type: string }
  /** all records that the viewer sees, page by page */
  | { readonly kind: "connection"; readonly type: string };

const LARGEST_CACHE = 200;
const plans = new WeakMap<OperationDefinitionNode, Map<string, Plan>>();

/** The plan of a field's selection, compiled when this document and shape meet for the first time. */
export function planOf(info: GraphQLResolveInfo, root: Root, request: Request): Plan {
  let known = plans.get(info.operation);
  if (!known || known.size >= LARGEST_CACHE) plans.set(info.operation, (known = new Map()));
  const key = `${pathOf(info)} ${root.kind} ${root.type} ${request.viewer.role} ${shapeOf(info.schema, info.operation, request.variables)}`;
  let plan = known.get(key);
  if (!plan) known.set(key, (plan = compile(info, root, request)));
  return plan;
}

/** The response path without list positions: one place in the selection. */
function pathOf({ path }: GraphQLResolveInfo): string {
  let text = "";
  for (let at: typeof path | undefined = path; at; at = at.prev)
    if (typeof at.key === "string") text = `${at.key}.${text}`;
  return text;
}

function compile(info: GraphQLResolveInfo, root: Root, request: Request): Plan {
  const statement = new Statement(request);
  const catalog = catalogOf(info.schema);
  const c: Compilation = { schema: info.schema, catalog, fragments: info.fragments, statement };
  const text = rootSql(c, root, selectedBy(info));
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  const reusable = root.kind !== "connection" || !statement.dependsOnViewer;
  return { text, hash, reusable, guarded: statement.guarded, bind: statement.binder() };
}

function selectedBy(info: GraphQLResolveInfo): Selected {
  return {
    key: String(info.path.key),
    nodes: info.fieldNodes,
    node: info.fieldNodes[0]!,
    definition: info.parentType.getFields()[info.fieldName]!,
  };
}

function rootSql(c: Compilation, root: Root, selected: Selected): Sql {
  const type = typeOf(c, root.type);
  const { statement } = c;
  const row = statement.alias();
  const table = `${type.table.name} ${row}`;
  if (root.kind === "keys") {
    const { columns, guard } = referenceColumns(c, type, row, selected.nodes);
    const keys = statement.parameter("bigint[]", ({ keys }) => keys);
    return `select ${row}.id::text, ${objectSql(columns)}::text from ${table}${guard} where ${row}.id = any(${keys})`;
  }
  const sees = type.record.sees(row, statement.scope) ?? "true";
  if (root.kind === "connection") return `select ${recordConnectionSql(c, type, row, sees, selected)}::text`;
  const columns = recordColumns(c, type, row, selected.nodes, seen);
  if (root.typed) columns.push({ name: "#type", sql: `'${type.name}'` });
  const key = statement.parameter(root.column === "id" ? "bigint" : "text", ({ keys }) => keys?.[0]);
  return `select ${objectSql(columns)}::text from ${table} where ${row}.${root.column} = ${key} and ${sees}`;
}
