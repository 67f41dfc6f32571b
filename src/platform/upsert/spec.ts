/** How the rows of one record are written in bulk, by the bulk mutation and by the import alike. */
export interface UpsertSpec {
  /** the record's name in mappings and messages, lower camel: "purchaseLine" */
  readonly record: string;
  /**
   * The shape of a row, with an `externalId`. The GraphQL types of its fields say how a text is read, its class-validator
   * rules what is accepted. A field is stored in the column of its name in snake case unless told otherwise below.
   */
  readonly input: new () => object;
  /** the fields whose values, joined by `/`, are the external id of a row that has none of its own */
  readonly keyOf?: readonly string[];
  /** has `external_id` unique, and `version`, which every change counts up */
  readonly table: string;
  /**
   * Fields that name another row by its external id: field → table. Stored in `<field>_id`. May point to the table itself,
   * also to rows of the same load.
   */
  readonly references?: Readonly<Record<string, string>>;
  /** fields that a constraint ties to a reference to the table itself: they are written together */
  readonly tied?: readonly string[];
  /** decimal amounts in the currency of the row's `currency` field, stored as whole minor units in `<field>_minor` */
  readonly money?: readonly string[];
  /** columns that are not the field's name in snake case */
  readonly columns?: Readonly<Record<string, string>>;
  /** columns whose values stand in no audit record and in no message: row security guards them */
  readonly secret?: readonly string[];
  /** fields that the table does not have: they are staged, and `also` writes them */
  readonly elsewhere?: readonly string[];
  /** columns that store something else than the field: column → SQL over `s`, the staged row */
  readonly stores?: Readonly<Record<string, string>>;
  /**
   * What a new row gets in a column whose field was not given, and any row whose field is null: column → SQL over `s`,
   * the staged row.
   */
  readonly whenNew?: Readonly<Record<string, string>>;
  /** columns that follow from a field being given: field → column → SQL over `s`, the staged row */
  readonly implied?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** statements that follow the merge of the table, each returning the `ordinal` of every staged row it changed something for */
  readonly also?: readonly ((stage: Stage) => string)[];
  /**
   * What must not stand when the rows of a load are written, beyond what a constraint can say: statements over its staged
   * rows, each returning `ordinal`, `line`, `field`, `value` and `message` of those to be refused.
   */
  readonly objections?: readonly ((rows: string) => string)[];
  /** what breaking a constraint of the database means to the one who sent the row: constraint → field and message */
  readonly constraints?: Readonly<Record<string, { readonly field: string; readonly message: string }>>;
}

/** The rows of a load that are being merged. */
export interface Stage {
  /**
   * SQL to select from, to be given an alias: one row per staged row, with `ordinal` and, in a column of its name in snake
   * case, every field of the input: references as external ids, amounts as `<field>_minor`, the rest typed as stored.
   */
  readonly rows: string;
  /** the fields that the rows give; others are left as they are stored */
  readonly given: ReadonlySet<string>;
}
