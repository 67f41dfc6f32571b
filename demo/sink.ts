import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { columnsOf, fileName, tableNames, type Row, type TableName } from "./files";

/** Where rows go. The simulator never keeps one it has handed over. */
export interface Sink {
  write<T extends TableName>(table: T, row: Row<T>): void;
}

export interface FileSummary {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
}

const FLUSH_CHARACTERS = 1 << 16;
const QUOTED = /[",\n\r]/;

/**
 * CSV files of a folder, one per table, RFC 4180, UTF-8, a line feed after each line. Writes synchronously from a small
 * buffer per file: memory stays the same for a hundred customers and for a hundred thousand.
 */
export class CsvFolder implements Sink {
  private readonly files = new Map(tableNames.map((table) => [table, new CsvFile(this.folder, table)]));

  constructor(private readonly folder: string) {}

  write<T extends TableName>(table: T, row: Row<T>): void {
    (this.files.get(table) as CsvFile).write(row);
  }

  close(): FileSummary[] {
    return [...this.files.values()].map((file) => file.close());
  }
}

class CsvFile {
  private readonly columns: readonly string[];
  private readonly descriptor: number;
  private buffer: string;
  private rows = 0;
  private bytes = 0;

  constructor(
    folder: string,
    private readonly table: TableName,
  ) {
    mkdirSync(folder, { recursive: true });
    this.columns = columnsOf(table);
    this.descriptor = openSync(join(folder, fileName(table)), "w");
    this.buffer = this.columns.join(",") + "\n";
  }

  write(row: Readonly<Record<string, string | number | null | undefined>>): void {
    this.buffer += this.columns.map((column) => cell(row[column])).join(",") + "\n";
    this.rows++;
    if (this.buffer.length > FLUSH_CHARACTERS) this.flush();
  }

  close(): FileSummary {
    this.flush();
    closeSync(this.descriptor);
    return { file: fileName(this.table), rows: this.rows, bytes: this.bytes };
  }

  private flush(): void {
    const bytes = Buffer.from(this.buffer);
    for (let sent = 0; sent < bytes.length;) sent += writeSync(this.descriptor, bytes, sent);
    this.bytes += bytes.length;
    this.buffer = "";
  }
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
