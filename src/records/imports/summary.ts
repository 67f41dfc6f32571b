/** What became of the rows of one record: read = filtered + created + updated + unchanged + skipped. */
export interface Counts {
  readonly read: number;
  /** left out by the mapping: by `where`, or because another row said the same where it asks for `distinct` rows */
  readonly filtered: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** left out because something was wrong with them */
  readonly skipped: number;
  /** amounts with more decimals than their currency has, rounded half away from zero */
  readonly rounded: number;
  /** of what is derived: what no longer follows */
  readonly removed: number;
}

export const NO_ROWS: Counts = {
  ...{ read: 0, filtered: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 },
  ...{ rounded: 0, removed: 0 },
};

export type CountsByRecord = Readonly<Record<string, Counts>>;

/** What an import that changed nothing would have counted. */
export const asUnchanged = (counts: CountsByRecord): CountsByRecord =>
  Object.fromEntries(
    Object.entries(counts).map(([record, { created, updated, unchanged, ...rest }]) => [
      record,
      { ...rest, created: 0, updated: 0, removed: 0, unchanged: created + updated + unchanged },
    ]),
  );

const COLUMNS = ["read", "created", "updated", "unchanged", "skipped", "filtered", "rounded", "removed"] as const;

/** A table for people, a line for each record. */
export function tabulate(counts: CountsByRecord): string {
  const cells = [
    ["", ...COLUMNS],
    ...Object.entries(counts).map(([record, row]) => [record, ...COLUMNS.map((column) => String(row[column]))]),
  ];
  const widths = ["", ...COLUMNS].map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const pad = (cell: string, at: number): string =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0);
  return cells.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
