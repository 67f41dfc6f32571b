import { invariant } from "../../kernel/invariant";
import { columnName } from "../database/naming";
import { type InputField, inputFields } from "./input-fields";
import type { UpsertSpec } from "./spec";

/** Where one field of a record is staged and stored. */
export interface FieldPlace extends InputField {
  /** column of the staged row */
  readonly staged: string;
  /** column of the record's table; null when the field lives elsewhere */
  readonly stored: string | null;
  /** SQL of what is stored, over `s`, the staged row, and `"to_<field>"`, the row it names */
  readonly value: string;
  /** the table it names a row of, by external id; null for a value */
  readonly references: string | null;
  /** written when all rows of the load are there: it points to one of them, or a constraint ties it to what does */
  readonly linked: boolean;
  /** a decimal amount, staged in minor units */
  readonly money: boolean;
  /** its value stands in no message */
  readonly secret: boolean;
}

export type Layout = ReadonlyMap<string, FieldPlace>;

const layouts = new WeakMap<UpsertSpec, Layout>();

/** Where every field of a record goes, worked out once per specification. */
export function layoutOf(spec: UpsertSpec): Layout {
  const known = layouts.get(spec);
  if (known) return known;
  const fields = inputFields(spec.input);
  invariant(fields.has("externalId"), `${spec.record}: an input that is upserted has an externalId`);
  for (const name of namedFields(spec))
    invariant(fields.has(name), `${spec.record}: no input field is named "${name}"`);
  const layout = new Map([...fields].map(([name, field]) => [name, placeOf(spec, field)]));
  layouts.set(spec, layout);
  return layout;
}

const namedFields = (spec: UpsertSpec): string[] => [
  ...Object.keys(spec.references ?? {}),
  ...Object.keys(spec.columns ?? {}),
  ...(spec.money ?? []),
  ...(spec.elsewhere ?? []),
  ...(spec.tied ?? []),
];

function placeOf(spec: UpsertSpec, field: InputField): FieldPlace {
  const references = spec.references?.[field.name] ?? null;
  const money = spec.money?.includes(field.name) ?? false;
  const own = columnName(field.name) + (money ? "_minor" : "");
  const column = spec.columns?.[field.name] ?? own + (references === null ? "" : "_id");
  const stored = spec.elsewhere?.includes(field.name) ? null : column;
  const value = spec.stores?.[column] ?? (references === null ? `s.${own}` : `"to_${field.name}".id`);
  const linked = stored !== null && (references === spec.table || (spec.tied?.includes(field.name) ?? false));
  const secret = spec.secret?.includes(column) ?? false;
  return { ...field, staged: own, stored, value, references, linked, money, secret };
}

/** The first field that a new row needs and these do not give; undefined when a new row can be made of them. */
export const missingIn = (spec: UpsertSpec, given: ReadonlySet<string>): FieldPlace | undefined =>
  [...layoutOf(spec).values()].find(
    ({ name, required, stored }) =>
      required && !given.has(name) && (stored === null || spec.whenNew?.[stored] === undefined),
  );
