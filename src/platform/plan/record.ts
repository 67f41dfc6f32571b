import type { Viewer } from "../auth/viewer";

/**
 * How sensitive a field is. PUBLIC: whoever holds a reference to the record may read it. FACT: whoever may see the
 * record itself. NOTE and PAY: a FACT that a role may be denied as a whole.
 */
export type Disclosure = "PUBLIC" | "FACT" | "NOTE" | "PAY";

/** A piece of SQL text. Values never stand in it, only the `$n` of a scope. */
export type Sql = string;

/** What a piece of SQL may ask of the request. Each call returns a parameter, never a value. */
export interface Scope {
  readonly role: Viewer["role"];
  /** the viewer's own rep id */
  viewerRep(): Sql;
  /** the day of the request */
  today(): Sql;
}

/** A scope inside a field that takes arguments. */
export interface ArgumentScope extends Scope {
  /** the argument cast to a PostgreSQL type, or null when the caller left it out */
  arg(name: string, type: string): Sql | null;
}

/** Which rows of a table a viewer sees: a condition over the row's alias, or null for every row. */
export type RowRule = (row: string, scope: Scope) => Sql | null;

/** One value computed in SQL from the row. */
export type FieldSql = (row: string, scope: ArgumentScope) => Sql;

/** A condition that ties the rows of a list to their parent. */
export type JoinSql = (row: string, parent: string, scope: ArgumentScope) => Sql;

/** A filter's condition; `value` is the parameter that holds what the caller gave. */
export type FilterSql = (row: string, value: Sql, scope: Scope) => Sql;

export interface Filter {
  readonly sql: FilterSql;
  /** the PostgreSQL type of the value */
  readonly type: string;
  /** the GraphQL type whose id the value is */
  readonly idOf?: string;
}

export type SortType = "text" | "date" | "timestamptz" | "bigint" | "double precision";

/** A column or expression that a list can be sorted by; the id always breaks ties. */
export interface SortKey {
  readonly sql: (row: string) => Sql;
  readonly type: SortType;
  readonly nullable: boolean;
}

export type Relation =
  /** a reference: never filtered, but what is not PUBLIC behind it stays guarded */
  | { readonly kind: "one"; readonly to: string; readonly key: FieldSql }
  /** a short list, whole, in a fixed order */
  | ({ readonly kind: "list"; readonly orderBy: (row: string) => Sql } & Many)
  /** a growing list, page by page */
  | ({ readonly kind: "connection" } & Many);

interface Many {
  readonly to: string;
  readonly on: JoinSql;
  /** whoever sees the parent sees these rows: they are its own facts. Other rows are filtered by their own rule. */
  readonly inherited: boolean;
}

/** How the records of one GraphQL type are read from their table. A field named like an entity property needs no line. */
export interface RecordMap {
  readonly type: string;
  readonly entity: abstract new () => object;
  readonly sees: RowRule;
  /** Whether row security guards the table, as it does wherever pay stands: its own rules are the second line. */
  readonly guarded?: boolean;
  /** The fields that are not FACT. */
  readonly disclosure?: Partial<Record<Exclude<Disclosure, "FACT">, readonly string[]>>;
  readonly fields?: Readonly<Record<string, FieldSql>>;
  readonly relations?: Readonly<Record<string, Relation>>;
  /** By the values of the order's enum: an entity property, or a key of its own. The first is the default. */
  readonly orders?: Readonly<Record<string, string | SortKey>>;
  readonly defaultDirection?: "ASC" | "DESC";
  /** Filters that are not equality with a property of the same name. */
  readonly filters?: Readonly<Record<string, Filter>>;
}

/** Fields and relations that another feature hangs on a record of its own or a lower floor. */
export interface RecordExtension {
  readonly extend: string;
  readonly fields?: RecordMap["fields"];
  readonly relations?: RecordMap["relations"];
  readonly disclosure?: RecordMap["disclosure"];
}

/** Whether a text holds another, in either case. By its own collation "C", a column would fold ASCII letters only. */
export const holdsText = (text: Sql, part: Sql): Sql => `strpos(lower(${text} collate "default"), lower(${part})) > 0`;

export const reference = (to: string, key: FieldSql): Relation => ({ kind: "one", to, key });

/** Rows that belong to the parent, such as a customer's interactions. */
export const ownFacts = {
  list: (to: string, on: JoinSql, orderBy: (row: string) => Sql): Relation => ({
    kind: "list",
    to,
    on,
    orderBy,
    inherited: true,
  }),
  connection: (to: string, on: JoinSql): Relation => ({ kind: "connection", to, on, inherited: true }),
};

/** Records of their own, such as a rep's customers: each is shown to those who see it. */
export const others = {
  list: (to: string, on: JoinSql, orderBy: (row: string) => Sql): Relation => ({
    kind: "list",
    to,
    on,
    orderBy,
    inherited: false,
  }),
  connection: (to: string, on: JoinSql): Relation => ({ kind: "connection", to, on, inherited: false }),
};
