import type { FieldNode, FragmentDefinitionNode, GraphQLObjectType, GraphQLSchema } from "graphql";
import { collectSubfields } from "graphql/execution/collectFields";
import type { Catalog } from "./catalog";
import { columnOf } from "./read";
import type { Sql } from "./record";
import type { FieldCall, Statement } from "./statement";

/** What one selection is compiled from. */
export interface Compilation {
  readonly schema: GraphQLSchema;
  readonly catalog: Catalog;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly statement: Statement;
}

/** One field of a selection, all its occurrences merged. */
export interface Selected extends FieldCall {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

/** The fields selected on a type: fragments, @skip, @include and repeated fields are resolved as the executor does it. */
export function selectionOf(c: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Selected[] {
  const { variables } = c.statement.request;
  const fields = collectSubfields(c.schema, c.fragments, variables, type, nodes);
  return [...fields]
    .filter(([, [node]]) => !node!.name.value.startsWith("__"))
    .map(([key, found]) => ({
      key,
      nodes: found,
      node: found[0]!,
      definition: type.getFields()[found[0]!.name.value]!,
    }));
}

export const graphType = (c: Compilation, name: string): GraphQLObjectType =>
  c.schema.getType(name) as GraphQLObjectType;

/** The alias of a row that becomes JSON. A response key never equals it: PostgreSQL would take the column for the row. */
export const WHOLE_ROW: Sql = '"#row"';

/** One member of a JSON object. */
export interface Column {
  readonly name: string;
  readonly sql: Sql;
}

export const named = (sql: Sql, responseKey: string): Column => ({ name: columnOf(responseKey), sql });

/** The members as columns of a select. Nothing of a selection may come from SQL: a row it still is. */
export const columnsSql = (columns: readonly Column[]): Sql =>
  columns.length > 0 ? columns.map(({ name, sql }) => `${sql} as "${name}"`).join(", ") : 'true as "#"';

/** PostgreSQL's functions take 100 arguments. */
const MOST_BUILT = 50;

/** One JSON object whose keys are the response keys. */
export function objectSql(columns: readonly Column[], from: Sql = ""): Sql {
  if (columns.length > MOST_BUILT)
    return `(select to_json(${WHOLE_ROW}) from (select ${columnsSql(columns)} ${from}) ${WHOLE_ROW})`;
  // A sub-select less to be planned, which counts where a statement is planned for each request.
  const built = `json_build_object(${columns.map(({ name, sql }) => `'${name}', ${sql}`).join(", ")})`;
  return from ? `(select ${built} ${from})` : built;
}
