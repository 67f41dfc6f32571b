import type { EntityManager } from "typeorm";
import { QueryFailedError } from "typeorm";

import { must } from "../../kernel/invariant";
import { layoutOf } from "./layout";
import type { Staging } from "./staging";

/** A staged row that cannot be written, and why. */
export interface Fault {
  readonly code: "INVALID" | "DUPLICATE" | "NOT_FOUND" | "CONFLICT";
  readonly ordinal: number;
  readonly line: number;
  /** null when it is the row as a whole */
  readonly field: string | null;
  readonly value: string | null;
  readonly message: string;
  /** another row of the load that this one cannot stand beside */
  readonly twin: { readonly ordinal: number; readonly line: number } | null;
}

/** Takes rows out of the load. */
export async function discard(tx: EntityManager, { table }: Staging, faults: readonly Fault[]): Promise<void> {
  const ordinals = faults.map(({ ordinal }) => ordinal);
  await tx.query(`delete from ${table} where ordinal = any ($1::integer[])`, [ordinals]);
}

interface Refusal {
  /** SQLSTATE */
  readonly code: string;
  readonly constraint?: string;
  readonly column?: string;
}

/**
 * What PostgreSQL refused because of the rows' values: broken integrity (class 23) or values out of range (class 22).
 * null for every other error: those are not the rows' fault.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof QueryFailedError)) return null;
  const { code, constraint, column } = error.driverError as Partial<Refusal>;
  return code !== undefined && /^2[23]/.test(code) ? { code, constraint, column } : null;
}

/** Says of the only row with this ordinal what the database refused. */
export async function faultOf(tx: EntityManager, staging: Staging, ordinal: number, refusal: Refusal): Promise<Fault> {
  const [row]: { line: number }[] = await tx.query(`select line from ${staging.table} where ordinal = $1`, [ordinal]);
  const { line } = must(row, "the row that was refused is staged");
  return { code: "CONFLICT", ordinal, line, value: null, twin: null, ...describe(staging, refusal) };
}

function describe({ spec }: Staging, { code, constraint, column }: Refusal): Pick<Fault, "field" | "message"> {
  const known = constraint === undefined ? undefined : spec.constraints?.[constraint];
  if (known) return known;
  const place = [...layoutOf(spec).values()].find(({ stored }) => stored !== null && stored === column);
  if (place) return { field: place.name, message: "must have a value" };
  if (code.startsWith("22")) return { field: null, message: "a value is out of the range that can be stored" };
  return { field: null, message: `breaks the rule ${constraint ?? code} of the database` };
}
