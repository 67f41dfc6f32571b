import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

import { layoutOf } from "../../platform/upsert/layout";
import type { UpsertSpec } from "../../platform/upsert/spec";
import { fail } from "./problems";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const text = scalar.transform((value) => (value === null ? null : String(value)));

const SOURCES = ["column", "const", "concat", "hash"] as const;

/** Where a field's value comes from: a column's name alone, or in full. */
const source = z.preprocess(
  (given) => (typeof given === "string" ? { column: given } : given),
  z
    .strictObject({
      column: z.string().optional(),
      const: text.optional(),
      concat: z.array(z.string()).min(1).optional(),
      /** a key for rows that have none: the same texts in these columns, the same key, wherever the row stands */
      hash: z.array(z.string()).min(1).optional(),
      separator: z.string().default(""),
      format: z.string().optional(),
      map: z.record(z.string(), text).optional(),
      nullIf: z.preprocess((given) => (typeof given === "string" ? [given] : given), z.array(z.string())).default([]),
      default: text.optional(),
    })
    .refine((given) => SOURCES.filter((name) => given[name] !== undefined).length === 1, {
      error: `takes exactly one of ${SOURCES.join(", ")}`,
    }),
);

const condition = z
  .strictObject({ column: z.string(), in: z.array(z.string()).optional(), notIn: z.array(z.string()).optional() })
  .refine((given) => (given.in === undefined) !== (given.notIn === undefined), { error: "takes either in or notIn" });

const mappedFile = z.strictObject({
  file: z.string().min(1),
  record: z.string(),
  /** CSV's; a file whose name ends in .jsonl or .ndjson is JSON Lines */
  delimiter: z.string().length(1).default(","),
  encoding: z.string().default("utf-8"),
  where: condition.optional(),
  /** rows may repeat each other and those of other files: each record is taken once */
  distinct: z.boolean().default(false),
  fields: z.record(z.string(), source),
});

const mapping = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: "takes an ISO 4217 code such as EUR" })
    .optional(),
  files: z.array(mappedFile).min(1),
  accountTeams: z.strictObject({ from: z.literal("purchases"), role: z.string() }).optional(),
});

export type Mapping = z.infer<typeof mapping>;
export type MappedFile = z.infer<typeof mappedFile>;
export type Source = z.infer<typeof source>;
export type Condition = z.infer<typeof condition>;

/** The records that files can be mapped to, by name. */
export type Importable = ReadonlyMap<string, UpsertSpec>;

/** @throws ImportFailed when the mapping cannot be read, naming the key */
export async function readMapping(file: string, importable: Importable): Promise<{ mapping: Mapping; bytes: Buffer }> {
  const name = path.basename(file);
  const refuse = (key: string | null, value: string | null, message: string): never =>
    fail({ file: name, line: null, column: key, value, message });
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) =>
    refuse(null, null, `cannot be read (${error.code ?? error.message})`),
  );
  const parsed = mapping.safeParse(parseJson(bytes.toString("utf8"), (message) => refuse(null, null, message)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(issue?.path.join(".") || null, null, issue?.message ?? "is no mapping");
  }
  parsed.data.files.forEach((mapped, index) => checkNames(mapped, `files.${index}`, importable, refuse));
  checkRole(parsed.data, importable, refuse);
  return { mapping: parsed.data, bytes };
}

function parseJson(json: string, refuse: (message: string) => never): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    return refuse(`is not JSON: ${(error as Error).message}`);
  }
}

function checkNames({ record, fields }: MappedFile, key: string, importable: Importable, refuse: Refuse): void {
  const spec = importable.get(record);
  if (!spec) return refuse(`${key}.record`, record, `must be one of ${[...importable.keys()].join(", ")}`);
  const known = [...layoutOf(spec).keys()];
  for (const field of Object.keys(fields)) {
    if (!known.includes(field)) {
      refuse(`${key}.fields.${field}`, field, `is no field of a ${record}: it has ${known.join(", ")}`);
    }
  }
  if (!spec.keyOf && !("externalId" in fields))
    refuse(`${key}.fields`, "externalId", "is missing: rows are told apart by it");
}

type Refuse = (key: string, value: string, message: string) => never;

/** Derived assignments have a role as written ones do. */
function checkRole({ accountTeams }: Mapping, importable: Importable, refuse: Refuse): void {
  const assignment = importable.get("assignment");
  if (!accountTeams || !assignment) return;
  const reading = layoutOf(assignment).get("role")?.reading;
  if (reading?.read(accountTeams.role) === undefined) {
    refuse("accountTeams.role", accountTeams.role, `must be ${reading?.expected}`);
  }
}
