import { createHash } from "node:crypto";
import { isDay } from "../../kernel/calendar";
import { refusal } from "../graphql/errors";
import { base64Url } from "./node-id";
import type { SortKey, SortType, Sql } from "./record";

export type Direction = "ASC" | "DESC";

/** A total order: one key, ties broken by id in the same direction. PostgreSQL's default places nulls last when rising. */
export interface Order {
  readonly key: SortKey;
  readonly direction: Direction;
  /** names the list and its order inside cursors, so that a cursor of another list is refused */
  readonly tag: string;
}

/** What a cursor must know of the list that it marks a place in. */
export interface Sorted {
  readonly key: Pick<SortKey, "type" | "nullable">;
  readonly tag: string;
}

export const orderTag = (type: string, field: string, direction: Direction): string =>
  createHash("sha256").update(`${type} ${field} ${direction}`).digest("base64url").slice(0, 6);

export const reversed = (direction: Direction): Direction => (direction === "ASC" ? "DESC" : "ASC");

export const orderBy = ({ key }: Order, direction: Direction, row: string): Sql =>
  `${key.sql(row)} ${direction}, ${row}.id ${direction}`;

/** The cursor of a row: `[tag, key as text, id as text]`, opaque. */
export const cursorSql = ({ key, tag }: Order, row: string): Sql =>
  base64Url(`json_build_array('${tag}', ${cursorText(key, row)}, ${row}.id::text)::text`);

const cursorText = ({ sql, type }: SortKey, row: string): Sql =>
  type === "timestamptz" ? `to_json(${sql(row)})` : `${sql(row)}::text`;

export interface Cursor {
  readonly value: string | null;
  readonly id: string;
}

const READS: Readonly<Record<SortType, (text: string) => boolean>> = {
  text: (text) => !text.includes("\0"),
  date: isDay,
  timestamptz: (text) => /^\d{4}-\d\d-\d\dT[\d:.]{8,15}\+00:00$/.test(text) && !Number.isNaN(Date.parse(text)),
  bigint: (text) => /^-?\d{1,18}$/.test(text),
  "double precision": (text) => text.length < 40 && Number.isFinite(Number(text)),
};

/**
 * Reads a cursor that a caller passes back.
 *
 * @throws BAD_USER_INPUT when it is not a cursor of this list in this order
 */
export function readCursor(cursor: string, { key, tag }: Sorted, argument: string): Cursor {
  const parts = parts3(cursor);
  const [foundTag, value = null, id] = parts ?? [];
  const text = typeof value === "string" && READS[key.type](value) ? value : null;
  const fits = text !== null || (value === null && key.nullable);
  if (foundTag === tag && fits && typeof id === "string" && READS.bigint(id)) return { value: text, id };
  throw refusal(
    "BAD_USER_INPUT",
    `${argument}: "${cursor.slice(0, 60)}" is no cursor of this list in this order; pass a cursor that the same list, ` +
      "with the same orderBy, has returned.",
  );
}

function parts3(text: string): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(parts) && parts.length === 3 ? parts : null;
  } catch {
    return null;
  }
}

/** Rows strictly behind the cursor when walking in a direction. */
export function beyondSql({ key }: Order, direction: Direction, row: string, value: Sql, id: Sql): Sql {
  const column = key.sql(row);
  const sign = direction === "ASC" ? ">" : "<";
  if (!key.nullable) return `(${column}, ${row}.id) ${sign} (${value}, ${id})`;
  const nulls =
    direction === "ASC" ? `${column} is null and ${value} is not null` : `${column} is not null and ${value} is null`;
  return (
    `(${column} ${sign} ${value} or (${nulls}) or ` +
    `(${column} is not distinct from ${value} and ${row}.id ${sign} ${id}))`
  );
}
