import { getMetadataArgsStorage } from "typeorm";
import { columnName } from "../database/naming";

export interface ColumnMap {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

export interface TableMap {
  readonly name: string;
  readonly columns: ReadonlyMap<string, ColumnMap>;
  /** to-one relations: property → the column that holds the key */
  readonly references: ReadonlyMap<string, string>;
}

function ancestry(entity: abstract new () => object): object[] {
  const chain: object[] = [];
  for (let type: object = entity; type !== Function.prototype; type = Object.getPrototypeOf(type)) chain.push(type);
  return chain;
}

/** What the entity's decorators say of its table. Needs no connection, so that the schema can be built without one. */
export function tableOf(entity: abstract new () => object): TableMap {
  const storage = getMetadataArgsStorage();
  const types = ancestry(entity);
  const table = storage.tables.find(({ target }) => target === entity);
  if (!table?.name) throw new Error(`${entity.name} has no @Entity(name)`);
  const columns = new Map<string, ColumnMap>();
  for (const { target, propertyName, options } of storage.columns) {
    if (!types.includes(target as object)) continue;
    const name = options.name ?? columnName(propertyName);
    columns.set(propertyName, { name, type: String(options.type), nullable: options.nullable ?? false });
  }
  const references = new Map<string, string>();
  for (const { target, propertyName } of storage.relations) {
    if (types.includes(target as object)) references.set(propertyName, columnName(`${propertyName}Id`));
  }
  return { name: table.name, columns, references };
}
