import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { GraphQLError } from "graphql";
import type { EntityManager } from "typeorm";
import { record } from "../../platform/audit/audit";
import { SYSTEM } from "../../platform/auth/viewer";
import { isConnectionLoss } from "../../platform/database/connection-loss";
import type { Database } from "../../platform/database/database";
import { transaction } from "../../platform/database/transaction";
import type { Context } from "../../platform/graphql/context";
import { isErrorCode } from "../../platform/graphql/errors";
import { payOf } from "../calc/pay";
import type { PersonInput } from "../calc/person";
import { canonicalOf } from "../inputs/canonical";
import { type PayInputs, payInputs } from "../inputs/pay-inputs";
import { type PaidPeriod, type PersonRows, rowsOf, sha256 } from "../statements/statement-rows";
import { recordStep } from "./pay-period.queries";
import { holdPeriod, type StoredPeriod, unlockedBefore } from "./pay-run.queries";
import { openStaging, periodKeys, removeOthers, storeStatements } from "./store-statements.queries";
import { claimRun, type ClaimedRun, endRun, failRun, markPeriod, tellProgress } from "./worked-run.queries";

/** `TAKEN`: another worker has it, or it has ended. */
export type RunEnding = "DONE" | "FAILED" | "TAKEN";

export type Progress = (done: number, people: number) => void;

/** People whose statements are stored at once. */
const BATCH = 500;

/** The period is not to be calculated now: a sentence without money, for whoever asked. */
class CannotCalculate extends Error {
  override readonly name = "CannotCalculate";
}

/** Milliseconds after each loss of the connection; after the last the run is left to whoever comes next. */
const PAUSES = [100, 200, 400, 800, 1_600];

/**
 * Calculates a run, and does so anew when the connection to the database is lost: that is no failure of the run.
 *
 * @throws what is nobody's mistake; the run is failed all the same, unless the worker was told to stop or the connection
 *   is lost again and again
 */
export async function calculateRun(
  context: Context,
  runId: string,
  progress: Progress = () => undefined,
): Promise<RunEnding> {
  const { database, signal } = context;
  for (let losses = 0; ; losses++) {
    const pause = PAUSES[losses];
    try {
      const ending = await calculateOnce(context, runId, progress);
      // PostgreSQL may not have let go yet of the claim that a lost connection held.
      if (ending === "DONE" || losses === 0 || pause === undefined) return ending;
    } catch (error) {
      if (signal.aborted) throw error;
      if (!isConnectionLoss(error)) return await fail(database, runId, error);
      if (pause === undefined) throw new Error(LOST, { cause: error });
    }
    await sleep(pause, undefined, { signal });
  }
}

const LOST = `The connection to the database was lost ${PAUSES.length + 1} times in a row. The run stays open: whoever calculates its period next finishes it, as a server does by itself.`;

/**
 * Stores the statements in one transaction: until it commits, those from before stand. The transaction also holds the claim
 * on the run, so when the worker or the database dies, nothing is half written, the claim is gone, and whoever looks next
 * takes the run up again. What it tells of its progress stands outside of it.
 */
const calculateOnce = (context: Context, runId: string, progress: Progress): Promise<RunEnding> =>
  transaction(context.database, SYSTEM, async (tx) => {
    const run = await claimRun(tx, context.database, runId);
    if (!run) return "TAKEN";
    await calculate(tx, context, run, progress);
    return "DONE";
  });

/** @throws what may not be told */
async function fail(database: Database, runId: string, error: unknown): Promise<"FAILED"> {
  const failure = failureOf(error);
  await failRun(database, runId, failure ?? "It failed by a mistake of ours: the server's log says more.");
  if (failure === null) throw error;
  return "FAILED";
}

async function calculate(tx: EntityManager, context: Context, run: ClaimedRun, progress: Progress): Promise<void> {
  const period = await held(tx, run);
  const span = { start: period.startsOn, end: period.endsOn };
  const inputs = await payInputs(context, { id: period.id, period: span }, run.asOf);
  const { people, customers } = inputs;
  const told = teller(context.database, run.id, people.length, progress);
  await told(0);
  const paid: PaidPeriod = { externalId: period.externalId, periods: await periodKeys(tx), customers };
  await removeOthers(
    tx,
    period.id,
    people.map(({ repId }) => repId),
  );
  await openStaging(tx);
  const hashes: string[] = [];
  let [lines, storing] = [0, Promise.resolve()];
  try {
    for (let from = 0; from < people.length; from += BATCH) {
      const rows = await computed(people.slice(from, from + BATCH), inputs, paid, context.signal);
      await storing;
      storing = storeStatements(tx, period.id, rows).then(() => told(from + rows.length));
      // That it failed is heard here, and told where it is awaited.
      storing.catch(() => undefined);
      for (const one of rows) hashes.push(one.statement.input_hash);
      lines += rows.reduce((sum, one) => sum + one.lines.length, 0);
    }
  } finally {
    // Whatever was thrown: nothing is stored behind the transaction's end.
    await storing;
  }
  await finish(tx, run, period, { people: people.length, lines, inputHash: sha256(hashes.join("\n")) });
}

/** What some people are paid, as it is stored; one at a turn, for PostgreSQL is told of those before them meanwhile. */
async function computed(
  people: readonly PersonInput[],
  { plans }: PayInputs,
  paid: PaidPeriod,
  signal: AbortSignal,
): Promise<PersonRows[]> {
  const rows: PersonRows[] = [];
  for (const person of people) {
    await turn(undefined, { signal });
    rows.push(rowsOf(paid, person.repId, payOf(person, plans), sha256(canonicalOf(person))));
  }
  return rows;
}

/** The period, which takes no step until the run is stored. */
async function held(tx: EntityManager, { payPeriodId }: ClaimedRun): Promise<StoredPeriod> {
  const period = await holdPeriod(tx, payPeriodId);
  if (period.status !== "OPEN" && period.status !== "CALCULATED") {
    throw new CannotCalculate(
      `${period.externalId} is ${period.status}: only what is OPEN or CALCULATED is calculated.`,
    );
  }
  const earlier = await unlockedBefore(tx, period.id);
  if (earlier === null) return period;
  throw new CannotCalculate(`${period.externalId} comes after ${earlier}, which must be locked before.`);
}

interface Calculated {
  readonly people: number;
  readonly lines: number;
  readonly inputHash: string;
}

async function finish(tx: EntityManager, run: ClaimedRun, period: StoredPeriod, done: Calculated): Promise<void> {
  const { status, version } = period;
  const viewer = { ...SYSTEM, principal: run.requestedBy };
  await markPeriod(tx, period.id, done.inputHash);
  await recordStep(tx, period, "CALCULATED", run.requestedBy, null);
  await record(tx, {
    ...{ viewer, action: "payPeriodCalculate", subject: { type: "payPeriod", id: period.id } },
    before: { status, version },
    after: { status: "CALCULATED", version: version + 1, asOf: run.asOf, ...done },
  });
  await endRun(tx, run.id, done.inputHash);
}

/** Says how many people are done, to whoever looks at the run and to who waits for it. */
const teller =
  (database: Database, runId: string, people: number, progress: Progress) =>
  async (done: number): Promise<void> => {
    await tellProgress(database, runId, people, done);
    progress(done, people);
  };

/** What may be told of an error: a sentence that was written for callers; null of any other, which may quote a row. */
function failureOf(error: unknown): string | null {
  if (error instanceof CannotCalculate) return error.message;
  return error instanceof GraphQLError && isErrorCode(error.extensions.code) ? error.message : null;
}
