import type { FieldNode } from "graphql";
import { must } from "../../kernel/invariant";
import type { PlannedField, PlannedType } from "./catalog";
import { connectionSql } from "./connection";
import { nodeIdSql } from "./node-id";
import type { Relation, Sql } from "./record";
import {
  columnsSql,
  graphType,
  named,
  objectSql,
  selectionOf,
  WHOLE_ROW,
  type Column,
  type Compilation,
  type Selected,
} from "./selection";

/** The record that a statement is about to read: one behind row security guards the whole statement. */
export function typeOf({ catalog, statement }: Compilation, name: string): PlannedType {
  const type = must(catalog.types.get(name), `no record maps ${name}`);
  statement.guarded ||= type.record.guarded ?? false;
  return type;
}

/**
 * Whether the row's record may be seen; null where that is known to hold. Asked only by what depends on it: a statement
 * must use each of its parameters.
 */
export type Guard = () => Sql | null;

/** In a list, whose rows the viewer is known to see. */
export const seen: Guard = () => null;

/** The selected fields of a record as columns over `row`. A field that the role is denied is left out. */
export function recordColumns(
  c: Compilation,
  type: PlannedType,
  row: string,
  nodes: readonly FieldNode[],
  guard: Guard,
): Column[] {
  const selection = selectionOf(c, graphType(c, type.name), nodes);
  const columns: Column[] = [];
  let computed = false;
  for (const selected of selection) {
    const field = must(type.fields.get(selected.definition.name), `${type.name}.${selected.definition.name} is mapped`);
    if (denied(c, field)) continue;
    if (field.kind === "computed") computed = true;
    else
      columns.push(
        named(fieldSql(c, type, field, row, selected, field.disclosure === "PUBLIC" ? seen : guard), selected.key),
      );
  }
  if (computed) columns.push({ name: "#id", sql: guarded(guard, `${row}.id::text`) });
  return columns;
}

const denied = (c: Compilation, { disclosure }: PlannedField): boolean => {
  const { role } = c.statement.request.viewer;
  return role !== "SYSTEM" && c.catalog.denials[role].includes(disclosure);
};

function fieldSql(
  c: Compilation,
  type: PlannedType,
  field: Exclude<PlannedField, { kind: "computed" }>,
  row: string,
  selected: Selected,
  guard: Guard,
): Sql {
  switch (field.kind) {
    case "id":
      return nodeIdSql(type.name, `${row}.id`);
    case "value":
      return guarded(guard, field.sql(row, c.statement.scopeOf(selected)));
    case "money":
      return guarded(guard, moneySql(c, `${row}.${field.amount}`, `${row}.${field.currency}`, selected));
    case "relation":
      return relationSql(c, field.relation, row, selected, guard);
  }
}

function guarded(guard: Guard, sql: Sql): Sql {
  const sees = guard();
  return sees ? `case when ${sees} then ${sql} end` : sql;
}

function moneySql(c: Compilation, amount: Sql, currency: Sql, { nodes }: Selected): Sql {
  const columns = selectionOf(c, graphType(c, "Money"), nodes).map(({ key, definition }) =>
    named(definition.name === "amount" ? `major_units(${amount}, ${currency})` : currency, key),
  );
  return `case when ${amount} is not null then ${objectSql(columns)} end`;
}

function relationSql(c: Compilation, relation: Relation, row: string, selected: Selected, guard: Guard): Sql {
  const target = typeOf(c, relation.to);
  const scope = c.statement.scopeOf(selected);
  if (relation.kind === "one") return guarded(guard, referenceSql(c, target, relation.key(row, scope), selected.nodes));
  const alias = c.statement.alias();
  const sees = relation.inherited ? null : target.record.sees(alias, scope);
  const where = [relation.on(alias, row, scope), guard(), sees].filter((condition) => condition !== null).join(" and ");
  if (relation.kind === "list") return listSql(c, target, alias, where, relation.orderBy(alias), selected);
  return recordConnectionSql(c, target, alias, where, selected);
}

function listSql(c: Compilation, target: PlannedType, row: string, where: Sql, orderBy: Sql, { nodes }: Selected): Sql {
  const columns = recordColumns(c, target, row, nodes, seen);
  return (
    `(select coalesce(json_agg(${WHOLE_ROW}), '[]') from (select ${columnsSql(columns)} ` +
    `from ${target.table.name} ${row} where ${where} order by ${orderBy}) ${WHOLE_ROW})`
  );
}

/**
 * The record that a key points to. Whoever holds the reference reads its PUBLIC fields; the rest is null, and its
 * lists are empty, unless the viewer sees the record itself.
 */
export function referenceSql(c: Compilation, target: PlannedType, key: Sql, nodes: readonly FieldNode[]): Sql {
  const row = c.statement.alias();
  const { columns, guard } = referenceColumns(c, target, row, nodes);
  return objectSql(columns, `from ${target.table.name} ${row}${guard} where ${row}.id = ${key}`);
}

export function referenceColumns(
  c: Compilation,
  target: PlannedType,
  row: string,
  nodes: readonly FieldNode[],
): { columns: Column[]; guard: Sql } {
  const alias = c.statement.alias();
  let sees = null as Sql | null;
  const columns = recordColumns(c, target, row, nodes, () => {
    sees ??= target.record.sees(row, c.statement.scope);
    return sees && `${alias}.sees`;
  });
  return { columns, guard: sees ? ` cross join lateral (select ${sees} as sees) ${alias}` : "" };
}

/** One page of a list of records, each with the columns that the selection asks of it. */
export const recordConnectionSql = (
  c: Compilation,
  target: PlannedType,
  row: string,
  where: Sql,
  call: Selected,
): Sql => connectionSql(c, { target, row, where, node: (nodes) => recordColumns(c, target, row, nodes, seen) }, call);
