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

/** One JSON object whose keys are the response keys. Nothing of a selection may come from SQL: an object it still is. */
export const objectSql = (columns: readonly Sql[], from: Sql = ""): Sql =>
  `(select to_json(${WHOLE_ROW}) from (select ${columns.length > 0 ? columns.join(", ") : 'true as "#"'} ${from}) ${WHOLE_ROW})`;

export const named = (sql: Sql, key: string): Sql => `${sql} as "${columnOf(key)}"`;
