import { DefaultNamingStrategy, type Table } from "typeorm";

/** `externalId` → `external_id`, `URLPath` → `url_path`. */
export const columnName = (property: string): string =>
  property
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

const plain = (table: Table | string): string =>
  (typeof table === "string" ? table : table.name).split(".").at(-1) ?? "";

const constraint = (table: Table | string, columns: readonly string[], kind: string): string =>
  [plain(table), ...columns, kind].join("_");

/** The names that PostgreSQL itself would give: `rep_pkey`, `rep_external_id_key`, `assignment_rep_id_fkey`. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override tableName(className: string, given?: string): string {
    return given ?? columnName(className);
  }

  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return [...prefixes.map(columnName), given ?? columnName(property)].join("_");
  }

  override joinColumnName(relation: string, referenced: string): string {
    return columnName(`${relation}_${referenced}`);
  }

  override primaryKeyName(table: Table | string): string {
    return constraint(table, [], "pkey");
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return constraint(table, columns, "key");
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return constraint(table, columns, "key");
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return constraint(table, columns, "fkey");
  }

  override indexName(table: Table | string, columns: string[]): string {
    return constraint(table, columns, "idx");
  }
}
