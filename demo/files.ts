/** Every file, its record and its columns, named as the graph's inputs name them; `?` marks what may be empty. */
export const RECORDS = {
  team: ["externalId", "name"],
  rep: ["externalId", "employeeNumber", "fullName", "email", "payGroup", "hiredOn", "leftOn?"],
  position: ["externalId", "rep", "role", "team", "manager?", "startsOn", "endsOn?"],
  leave: ["externalId", "rep", "startsOn", "endsOn", "kind"],
  course: ["externalId", "name", "trains?"],
  completion: ["externalId", "rep", "course", "completedOn", "expiresOn?"],
  quota: ["externalId", "rep?", "team?", "measure", "startsOn", "endsOn", "goal", "currency?"],
  fxRate: ["base", "quote", "day", "rate"],
  product: ["externalId", "name", "series", "step", "category"],
  customer: [
    ...["externalId", "name", "relationship", "segment", "industry", "region", "currency", "source"],
    ...["firstContactOn", "acquiredOn?", "acquisitionCost?", "parent?", "referredBy?", "mergedInto?", "mergedOn?"],
  ],
  assignment: ["externalId", "customer", "rep", "role", "share", "startsOn", "endsOn?"],
  contact: ["externalId", "customer", "fullName", "influence", "email", "leftOn?"],
  contract: [
    ...["externalId", "customer", "signedOn", "startsOn", "endsOn?", "endedOn?"],
    ...["annualValue", "currency", "replaces?", "monthToMonth"],
  ],
  renewal: [
    ...["externalId", "contract", "dueOn", "valueDue", "currency", "status", "closedOn?"],
    ...["valueRenewed?", "renewedBy?", "lossReason?", "competitor?", "note?"],
  ],
  purchase: ["externalId", "customer", "rep?", "purchasedOn", "amount", "currency", "cost", "paidOn?", "refundOf?"],
  purchaseLine: [
    ...["externalId", "purchase", "product", "quantity", "unitPrice", "discount", "amount", "cost", "currency"],
  ],
  interaction: [
    ...["externalId", "customer", "rep?", "kind", "channel", "direction", "point", "occurredAt"],
    ...["askedAt?", "answeredAt?", "sentiment?", "expectation?", "competitor?", "cost?", "currency?", "note?"],
  ],
  issue: ["externalId", "customer", "kind", "severity", "openedAt", "resolvedAt?", "summary"],
  survey: ["externalId", "customer", "contact?", "kind", "score", "answeredOn"],
  referral: ["externalId", "customer", "lead", "receivedOn", "firstFollowedUpOn?", "convertedOn?"],
} as const;

/** Who is paid by which plan: a mapping of its own imports it, once the plans are published. */
export const PAY = {
  enrolment: ["externalId", "rep", "plan", "role", "target?", "currency", "startsOn", "endsOn?", "acceptedOn"],
} as const;

/** What is true and nobody in the company can know: beside the records, never imported. */
export const TRUTH = {
  truth: ["customer", "asOf", "relationship", "probability", "lost?"],
  decisions: [
    ...["customer", "on", "kind", "baseline", "NEGLECT", "FAILURE", "PRICE", "CHAMPION_LOSS", "REP_CHANGE"],
    ...["UNOBSERVED", "SLOW_ANSWERS", "probability", "lost"],
  ],
} as const;

const TABLES = { ...RECORDS, ...PAY, ...TRUTH };
type Tables = typeof TABLES;
export type RecordName = keyof typeof RECORDS;
export type TableName = keyof Tables;
type Column<T extends TableName> = Tables[T][number];
type Cell = string | number;

/** One line of a file: every column without `?` has a value. */
export type Row<T extends TableName> = {
  readonly [C in Column<T> as C extends `${string}?` ? never : C]: Cell;
} & {
  readonly [C in Column<T> as C extends `${infer Name}?` ? Name : never]?: Cell | null;
};

const FILE_NAMES: Readonly<Partial<Record<TableName, string>>> = {
  purchaseLine: "purchase-lines.csv",
  leave: "leaves.csv",
  fxRate: "fx-rates.csv",
  survey: "surveys.csv",
  truth: "truth.csv",
  decisions: "truth-decisions.csv",
};

export const tableNames = Object.keys(TABLES) as TableName[];
export const fileName = (table: TableName): string => FILE_NAMES[table] ?? `${table}s.csv`;
export const columnsOf = (table: TableName): string[] => TABLES[table].map((column) => column.replace("?", ""));

/** The description by which `import` reads the files: each column is the field of its name, an empty cell is nothing. */
export const mapping = (records: Readonly<Partial<Record<TableName, readonly string[]>>>) => ({
  currency: "EUR",
  files: Object.entries(records).map(([record, columns]) => ({
    file: fileName(record as TableName),
    record,
    fields: Object.fromEntries(columns.map(field)),
  })),
});

const field = (column: string): [string, unknown] =>
  column.endsWith("?") ? [column.slice(0, -1), { column: column.slice(0, -1), nullIf: [""] }] : [column, column];
