import type { UpsertSpec } from "./spec";

/** A row under the key that it is upserted by. */
export type Keyed = object & { readonly externalId: string };

/** The row under its own external id or, where its record makes keys of other fields, under the one made of them. */
export function keyed(spec: UpsertSpec, row: object): Keyed {
  const given = row as Readonly<Record<string, unknown>>;
  if (!spec.keyOf || given.externalId != null) return row as Keyed;
  return { ...row, externalId: spec.keyOf.map((field) => String(given[field])).join("/") };
}

/** The fields that the rows of a file give: those that are mapped, and the key that is made of them. */
export const fieldsGiven = (spec: UpsertSpec, mapped: object): ReadonlySet<string> =>
  new Set(spec.keyOf ? [...Object.keys(mapped), "externalId"] : Object.keys(mapped));
