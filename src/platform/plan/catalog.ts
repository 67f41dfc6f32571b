import { getNamedType, GraphQLObjectType, type GraphQLField, type GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { must } from "../../kernel/invariant";
import type { Role } from "../auth/viewer";
import { tableOf, type ColumnMap, type TableMap } from "./columns";
import { guardComputed, readPlanned } from "./read";
import type { Disclosure, FieldSql, RecordExtension, RecordMap, Relation, SortKey, SortType } from "./record";

export type PlannedField = { readonly disclosure: Disclosure } & (
  | { readonly kind: "id" }
  | { readonly kind: "value"; readonly sql: FieldSql }
  | { readonly kind: "money"; readonly amount: string; readonly currency: string }
  | { readonly kind: "relation"; readonly relation: Relation }
  /** resolved in code from the hidden id, never from SQL */
  | { readonly kind: "computed" }
);

export interface PlannedType {
  readonly name: string;
  readonly record: RecordMap;
  readonly table: TableMap;
  readonly fields: ReadonlyMap<string, PlannedField>;
  readonly orders: ReadonlyMap<string, SortKey>;
}

/** Which classes of fields a role never reads. */
export type Denials = Readonly<Record<Role, readonly Disclosure[]>>;

/** Every stored record of a schema, checked field by field when the schema is built. */
export interface Catalog {
  readonly types: ReadonlyMap<string, PlannedType>;
  readonly denials: Denials;
}

const EXTENSION = "holdfast.catalog";

export const catalogOf = (schema: GraphQLSchema): Catalog =>
  must(schema.extensions[EXTENSION] as Catalog | undefined, "the schema was built without a catalog");

/**
 * Lays the maps over the schema: every field of a mapped type reads what the planner fetched, or is computed.
 *
 * @throws when a field is neither mapped nor resolved, or a map names a field that the graph does not have
 */
export function attachCatalog(
  schema: GraphQLSchema,
  maps: readonly (RecordMap | RecordExtension)[],
  denials: Denials,
): void {
  const computed = computedFields();
  const records = merged(maps);
  const names = new Set(records.map(({ type }) => type));
  const types = new Map(records.map((record) => [record.type, plannedType(schema, record, computed, names)]));
  schema.extensions = { ...schema.extensions, [EXTENSION]: { types, denials } satisfies Catalog };
  for (const { name, fields } of types.values()) {
    const object = objectType(schema, name);
    for (const [field, { kind, disclosure }] of fields) {
      const graph = object.getFields()[field]!;
      graph.resolve =
        kind === "computed" ? guardComputed(graph.resolve!, (role) => denials[role].includes(disclosure)) : readPlanned;
    }
    for (const part of [`${name}Connection`, `${name}Edge`]) plain(schema.getType(part));
  }
  for (const part of ["PageInfo", "Money"]) plain(schema.getType(part));
}

function plain(type: unknown): void {
  if (!(type instanceof GraphQLObjectType)) return;
  for (const field of Object.values(type.getFields())) field.resolve = readPlanned;
}

function merged(maps: readonly (RecordMap | RecordExtension)[]): RecordMap[] {
  const extensions = maps.filter((map): map is RecordExtension => "extend" in map);
  return maps
    .filter((map): map is RecordMap => "type" in map)
    .map((record) =>
      extensions
        .filter(({ extend }) => extend === record.type)
        .reduce<RecordMap>(
          (whole, { fields, relations, disclosure = {} }) => ({
            ...whole,
            fields: { ...whole.fields, ...fields },
            relations: { ...whole.relations, ...relations },
            disclosure: Object.fromEntries(
              (["PUBLIC", "NOTE", "PAY"] as const).map((level) => [
                level,
                [...(whole.disclosure?.[level] ?? []), ...(disclosure[level] ?? [])],
              ]),
            ),
          }),
          record,
        ),
    );
}

const objectType = (schema: GraphQLSchema, name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!(type instanceof GraphQLObjectType))
    throw new Error(`A record maps ${name}, which is no object type of the graph`);
  return type;
};

/** `Type.field` of every @FieldResolver. */
function computedFields(): ReadonlySet<string> {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const nameOf = (target: unknown) => objectTypes.find((type) => type.target === target)?.name;
  return new Set(
    fieldResolvers
      .filter(({ kind }) => kind === "external")
      .map(({ getObjectType, schemaName }) => `${nameOf(getObjectType!())}.${schemaName}`),
  );
}

function plannedType(
  schema: GraphQLSchema,
  record: RecordMap,
  computed: ReadonlySet<string>,
  names: ReadonlySet<string>,
): PlannedType {
  const table = tableOf(record.entity);
  const graph = objectType(schema, record.type).getFields();
  for (const named of [...Object.keys(record.fields ?? {}), ...Object.keys(record.relations ?? {})]) {
    if (!graph[named]) throw new Error(`The map of ${record.type} names ${named}, which the graph does not have`);
  }
  const fields = new Map(
    Object.values(graph).map((field) => [field.name, plannedField(field, record, table, computed, names)]),
  );
  const orders = new Map(Object.entries(record.orders ?? {}).map(([name, key]) => [name, sortKey(key, table)]));
  return { name: record.type, record, table, fields, orders };
}

function plannedField(
  field: GraphQLField<unknown, unknown>,
  { type, fields = {}, relations = {}, disclosure }: RecordMap,
  { columns, references }: TableMap,
  computed: ReadonlySet<string>,
  names: ReadonlySet<string>,
): PlannedField {
  const { name } = field;
  const level =
    (["PUBLIC", "NOTE", "PAY"] as const).find((one) => disclosure?.[one]?.includes(name)) ??
    (name === "id" ? "PUBLIC" : "FACT");
  const of = getNamedType(field.type).name;
  const key = references.get(name);
  const column = columns.get(name);
  if (name === "id") return { disclosure: level, kind: "id" };
  if (fields[name]) return { disclosure: level, kind: "value", sql: fields[name] };
  if (relations[name]) return { disclosure: level, kind: "relation", relation: relations[name] };
  if (computed.has(`${type}.${name}`)) return { disclosure: level, kind: "computed" };
  if (key && names.has(of)) {
    return { disclosure: level, kind: "relation", relation: { kind: "one", to: of, key: (row) => `${row}.${key}` } };
  }
  const amount = columns.get(`${name}Minor`);
  if (of === "Money" && amount) return { disclosure: level, kind: "money", amount: amount.name, currency: "currency" };
  if (column) return { disclosure: level, kind: "value", sql: (row) => asJson(`${row}.${column.name}`, column) };
  throw new Error(`${type}.${name} is neither mapped to a column or relation nor resolved`);
}

/** bigint and numeric leave PostgreSQL as text: JavaScript's numbers would round them. */
const asJson = (sql: string, { type }: ColumnMap) => (type === "bigint" || type === "numeric" ? `${sql}::text` : sql);

const SORT_TYPES: Readonly<Record<string, SortType>> = {
  text: "text",
  char: "text",
  date: "date",
  timestamptz: "timestamptz",
  bigint: "bigint",
  integer: "bigint",
  smallint: "bigint",
};

function sortKey(key: string | SortKey, table: TableMap): SortKey {
  if (typeof key !== "string") return key;
  const column = must(table.columns.get(key), `${table.name} has no property ${key} to sort by`);
  const type = must(SORT_TYPES[column.type], `${table.name}.${key} has a type that no cursor can hold`);
  return { sql: (row) => `${row}.${column.name}`, type, nullable: column.nullable };
}
