import { parse } from "csv-parse";
import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { TextDecoder } from "node:util";

/** A row as it stands in its file. */
export interface Raw {
  /** where it begins; 1 is the file's first line */
  readonly line: number;
  /** one per column; null where JSON says so or has no such member */
  readonly cells: readonly (string | null)[];
}

export interface OpenFile {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<Raw>;
}

export interface FileToRead {
  readonly path: string;
  readonly encoding: string;
  readonly delimiter: string;
  /** those that the mapping asks for: JSON Lines have no header that would tell */
  readonly wanted: readonly string[];
  readonly onBytes: (count: number) => void;
}

/** A file that is not what it should be. */
export class Unreadable extends Error {
  constructor(
    /** null when no line is to blame */
    readonly line: number | null,
    message: string,
  ) {
    super(message);
  }
}

const CHUNK_BYTES = 1 << 18;
const JSON_LINES = /\.(jsonl|ndjson)$/i;

/** @throws Unreadable */
export async function openFile(file: FileToRead): Promise<OpenFile> {
  if (JSON_LINES.test(file.path)) return { columns: file.wanted, rows: jsonLines(file) };
  const rows = csvRows(file);
  const header = await rows.next();
  if (header.done) throw new Unreadable(null, "is empty: a header is expected in its first line");
  const columns = header.value.cells.map((cell) => cell ?? "");
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw new Unreadable(header.value.line, `has two columns named ${JSON.stringify(twice)}`);
  return { columns, rows };
}

async function* decoded({ path, encoding, onBytes }: FileToRead): AsyncGenerator<string> {
  const decoder = decoderFor(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield decode(decoder, chunk);
  }
  yield decode(decoder);
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new Unreadable(
      null,
      `has an unknown encoding, ${JSON.stringify(encoding)}: utf-8 and windows-1252 are known`,
    );
  }
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new Unreadable(null, `is not ${decoder.encoding}: say in the mapping which encoding it has`);
  }
}

async function* csvRows(file: FileToRead): AsyncGenerator<Raw> {
  try {
    for await (const raw of csvRecords(file)) if (!isBlank(raw)) yield raw;
  } catch (error) {
    throw await placed(file, error);
  }
}

// A blank line, and no row with one empty cell.
const isBlank = ({ cells }: Raw): boolean => cells.length === 1 && cells[0] === "";

async function* csvRecords(file: FileToRead, to?: number): AsyncGenerator<Raw> {
  // Rows of another length are found by us, who know the line.
  const parser = parse({
    bom: true,
    delimiter: file.delimiter,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    to,
  });
  pipeline(Readable.from(decoded(file)), parser, () => undefined);
  let line = 1;
  for await (const cells of parser as AsyncIterable<string[]>) {
    yield { line, cells };
    line += 1 + lineBreaks(cells);
  }
}

/**
 * A broken quote ends the parser with rows still in its buffer: lines are counted again, up to the broken record. The
 * parser's own count is no help, it counts a quoted CRLF twice.
 */
async function placed(file: FileToRead, error: unknown): Promise<unknown> {
  const { code, records, message } = error as { code?: string; records?: number; message: string };
  if (code === undefined || records === undefined) return error;
  let line = 1;
  // To csv-parse, "to: 0" is no limit.
  const intact = records === 0 ? [] : csvRecords({ ...file, onBytes: () => undefined }, records);
  for await (const raw of intact) line = raw.line + 1 + lineBreaks(raw.cells);
  return new Unreadable(line, `is not CSV: ${message.replace(/ (at|on) line \d+/, "")}`);
}

const LINE_BREAK = /\r\n|\n|\r/g;

function lineBreaks(cells: Raw["cells"]): number {
  let count = 0;
  for (const cell of cells)
    if (cell?.includes("\n") || cell?.includes("\r")) count += cell.match(LINE_BREAK)?.length ?? 0;
  return count;
}

async function* jsonLines(file: FileToRead): AsyncGenerator<Raw> {
  let rest = "";
  let line = 0;
  for await (const chunk of decoded(file)) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      line += 1;
      if (text.trim() !== "") yield jsonRow(text, line, file.wanted);
    }
  }
  if (rest.trim() !== "") yield jsonRow(rest, line + 1, file.wanted);
}

function jsonRow(text: string, line: number, wanted: readonly string[]): Raw {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (error) {
    throw new Unreadable(line, `is not JSON: ${(error as Error).message}`);
  }
  if (row === null || typeof row !== "object" || Array.isArray(row))
    throw new Unreadable(line, "must be a JSON object");
  return { line, cells: wanted.map((column) => jsonCell((row as Record<string, unknown>)[column], column, line)) };
}

function jsonCell(value: unknown, column: string, line: number): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return String(value);
  throw new Unreadable(line, `must hold a text, a number, true, false or null in ${JSON.stringify(column)}`);
}
