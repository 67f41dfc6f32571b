import type { EntityManager } from "typeorm";

import { must } from "../../kernel/invariant";
import { type Ahead, findDuplicates, findIncomplete, findObjections, findUnknown } from "./checks";
import { discard, type Fault, faultOf, refusalOf } from "./faults";
import { type Statement, statementsOf } from "./statements";
import type { Part, Staging } from "./staging";

export interface Merged {
  readonly created: number;
  readonly updated: number;
  readonly faults: readonly Fault[];
}

export interface MergeOptions {
  /**
   * leaves each row's status in the staging table, and takes rows in the order of their external ids, so that two small
   * loads never lock each other out
   */
  readonly marked: boolean;
}

const NOTHING: Merged = { created: 0, updated: 0, faults: [] };
const NOTHING_AHEAD: Ahead = new Map();

/** Writes the rows that can be written, each whole or not at all, and says of the others why they cannot. */
export async function mergeSound(tx: EntityManager, staging: Staging, options: MergeOptions): Promise<Merged> {
  const faults: Fault[] = [];
  const reject = async (found: readonly Fault[]): Promise<boolean> => {
    faults.push(...found);
    if (found.length > 0) await discard(tx, staging, found);
    return found.length > 0;
  };
  await reject(await findDuplicates(tx, staging));
  await reject(await findIncomplete(tx, staging));
  for (;;) {
    // A rejected row may have been what another one points to.
    while (await reject(await findUnknown(tx, staging, NOTHING_AHEAD)));
    await tx.query(`savepoint attempt`);
    const attempt = await merge(tx, staging, options);
    if (attempt.faults.length > 0) await tx.query(`rollback to savepoint attempt`);
    await tx.query(`release savepoint attempt`);
    if (!(await reject(attempt.faults))) return { ...attempt, faults };
  }
}

/**
 * Writes all staged rows, which must have passed the checks. With faults some rows may be half written: the caller rolls
 * back.
 */
export async function merge(tx: EntityManager, staging: Staging, { marked }: MergeOptions): Promise<Merged> {
  let merged = NOTHING;
  const run = async (part: Part, statement: Statement): Promise<void> => {
    merged = sum(merged, await mergeSpan(tx, staging, part, statement));
  };
  const steps = staging.parts.map((part) => ({ part, statements: statementsOf(staging.spec, part.given, marked) }));
  // All parts' rows are there before the first statement that may point from one to another.
  for (const { part, statements } of steps) await run(part, must(statements[0], "a table is merged first"));
  for (const { part, statements } of steps) for (const statement of statements.slice(1)) await run(part, statement);
  return { ...merged, faults: [...merged.faults, ...(await findObjections(tx, staging))] };
}

const sum = (a: Merged, b: Merged): Merged => ({
  created: a.created + b.created,
  updated: a.updated + b.updated,
  faults: [...a.faults, ...b.faults],
});

/** Runs a statement over a span of rows. When the database refuses, halves the span until it is known which rows it means. */
async function mergeSpan(tx: EntityManager, staging: Staging, part: Part, statement: Statement): Promise<Merged> {
  await tx.query(`savepoint span`);
  try {
    await tx.query(`set constraints all deferred`);
    const [counted]: { created: string; updated: string }[] = await tx.query(statement(staging, part));
    const { created, updated } = must(counted, "a merge answers how many rows it changed");
    await tx.query(`set constraints all immediate`);
    await tx.query(`release savepoint span`);
    return { created: Number(created), updated: Number(updated), faults: [] };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    await tx.query(`rollback to savepoint span`);
    await tx.query(`release savepoint span`);
    if (part.to - part.from === 1) return { ...NOTHING, faults: [await faultOf(tx, staging, part.from, refusal)] };
    const middle = Math.floor((part.from + part.to) / 2);
    const lower = await mergeSpan(tx, staging, { ...part, to: middle }, statement);
    return sum(lower, await mergeSpan(tx, staging, { ...part, from: middle }, statement));
  }
}
