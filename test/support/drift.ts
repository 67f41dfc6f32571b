import { type DataSource, type EntityMetadata, TableColumn } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata";

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly identity: boolean;
  readonly primary: boolean;
  /** the table that a foreign key of this one column leads to */
  readonly references: string | null;
}

const line = (column: Column): string =>
  [
    `${column.table}.${column.name} ${column.type}`,
    column.nullable ? "null" : "not null",
    ...(column.identity ? ["identity"] : []),
    ...(column.primary ? ["primary key"] : []),
    ...(column.references === null ? [] : [`→ ${column.references}`]),
  ].join(" ");

/** Each column that the entities describe, as a sorted line such as `assignment.rep_id bigint not null → rep`. */
export const mappedColumns = (dataSource: DataSource): string[] =>
  dataSource.entityMetadatas
    .flatMap((entity) => entity.columns.map((column) => mappedColumn(dataSource, entity, column)))
    .map(line)
    .sort();

function mappedColumn(dataSource: DataSource, entity: EntityMetadata, column: ColumnMetadata): Column {
  const name = column.databaseName;
  const { length, precision, scale, isArray } = column;
  const type = dataSource.driver.normalizeType(column);
  const fullType = dataSource.driver.createFullType(
    new TableColumn({ name, type, length, precision: precision ?? undefined, scale, isArray }),
  );
  const key = entity.foreignKeys.find(({ columnNames }) => columnNames.length === 1 && columnNames[0] === name);
  return {
    table: entity.tableName,
    name,
    // The standard's "text array" is PostgreSQL's "text[]".
    type: fullType.toLowerCase().replace(/ array$/, "[]"),
    nullable: column.isNullable,
    identity: column.generatedIdentity !== undefined,
    primary: column.isPrimary,
    references: key?.referencedEntityMetadata.tableName ?? null,
  };
}

const COLUMNS = `
  select relname as table, attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable,
         attidentity <> '' as identity,
         exists (select from pg_constraint where contype = 'p' and conrelid = attrelid and attnum = any (conkey)) as primary,
         (select confrelid::regclass::text from pg_constraint
           where contype = 'f' and conrelid = attrelid and conkey = array[attnum]) as references
    from pg_attribute join pg_class on pg_class.oid = attrelid
   where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
     and attnum > 0 and not attisdropped`;

/** Each column that the database has, in the same words. */
export async function storedColumns(dataSource: DataSource, except: readonly string[]): Promise<string[]> {
  const columns = await dataSource.query<Column[]>(COLUMNS);
  return columns
    .filter(({ table }) => !except.includes(table))
    .map(line)
    .sort();
}
