import { createHash, randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";
import { record } from "../../platform/audit/audit";
import type { Context } from "../../platform/graphql/context";
import { changed, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { notFound, objection, refuse } from "../../platform/mutation/objection";
import { nodeKey } from "../../platform/plan/node-id";
import { deliver } from "../periods/pay-period.service";
import type { CompensationBatchCreateInput, CompensationLinesReissueInput } from "./batch.inputs";
import {
  batchOf,
  hasUnsentLines,
  holdBatch,
  holdPeriod,
  type LockedPeriod,
  minorOf,
  type NewBatch,
  type Payable,
  rejectedLines,
  storeBatch,
  unsentLines,
} from "./batch.queries";
import { batchHashOf } from "./batch-seals.queries";
import { batchFile, totalsOf } from "./calc/batch-file";

const SENDABLE: ReadonlySet<string> = new Set(["LOCKED", "DELIVERED"]);
/** Names that a message holds. */
const MOST_NAMED = 20;

/**
 * Makes the batch of a locked period, of all people that are in none yet or of those of a pay group. Asked for again,
 * it is the same batch. The period is delivered when nothing of it is left to be sent.
 */
export async function createBatch(
  tx: EntityManager,
  context: Context,
  input: CompensationBatchCreateInput,
): Promise<Outcome> {
  const payGroup = input.payGroup ?? null;
  const period = await holdPeriod(tx, nodeKey(input.payPeriod, "PayPeriod", "input.payPeriod"));
  if (!period) return notFound("payPeriod", "pay period");
  const standing = await batchOf(tx, period.id, payGroup);
  if (standing) return changed(standing.id);
  if (!SENDABLE.has(period.status)) {
    return refuse(
      "CONFLICT",
      "payPeriod",
      `is ${period.status}: lock it first, so that nothing of it changes any more`,
    );
  }
  const payable = await unsentLines(tx, period.id, payGroup);
  const outcome =
    payable.length === 0
      ? nothingToSend(payGroup)
      : await send(tx, context, { action: "compensationBatchCreate", period, payGroup, reissueOfId: null, payable });
  if (period.status === "LOCKED" && !(await hasUnsentLines(tx, period.id))) await deliver(tx, context, period.id);
  return outcome;
}

const nothingToSend = (payGroup: string | null): Outcome =>
  payGroup === null
    ? refuse("CONFLICT", "payPeriod", "has nothing left to be sent: look at its batches")
    : refuse("CONFLICT", "payGroup", `"${payGroup}" has nothing left to be sent in this period: look at its batches`);

/** Sends rejected lines once more, as new lines of a new batch, with the employee numbers and cost centres of now. */
export async function reissueLines(
  tx: EntityManager,
  context: Context,
  input: CompensationLinesReissueInput,
): Promise<Outcome> {
  const batch = await holdBatch(tx, nodeKey(input.batch, "CompensationBatch", "input.batch"));
  if (!batch) return notFound("batch");
  const only = input.lines ?? null;
  const payable = await rejectedLines(tx, batch.id, only);
  const found = new Set(payable.map(({ replacedLine }) => replacedLine));
  const missing = only?.filter((line) => !found.has(line)) ?? [];
  if (missing.length > 0) {
    return refuse("CONFLICT", "lines", `${named(missing)}: no rejected line of this batch, or issued again already`);
  }
  if (payable.length === 0) return refuse("CONFLICT", "batch", "has no rejected line that was not issued again");
  const period = must(await holdPeriod(tx, batch.payPeriodId), "a batch is of a period");
  const { payGroup } = batch;
  return send(tx, context, {
    action: "compensationLinesReissue",
    ...{ period, payGroup, reissueOfId: batch.id, payable },
  });
}

interface Sending extends Pick<NewBatch, "period" | "payGroup" | "reissueOfId"> {
  readonly action: string;
  readonly payable: readonly Payable[];
}

async function send(tx: EntityManager, { viewer }: Context, sending: Sending): Promise<Outcome> {
  const { payable, action, period, payGroup, reissueOfId } = sending;
  const unknown = payable.filter(({ employeeNumber }) => employeeNumber.trim() === "");
  if (unknown.length > 0) {
    const names = named([...new Set(unknown.map(({ fullName }) => fullName))]);
    const message = `cannot be sent: ${names} without an employee number. Give it, and ask again`;
    return unchanged(objection("CONFLICT", reissueOfId === null ? "payPeriod" : "batch", message));
  }
  const externalId = `batch-${randomUUID()}`;
  const lines = payable.map((line) => lineOf(line, period));
  const file = Buffer.from(batchFile(lines), "utf8");
  const contentHash = createHash("sha256").update(file).digest("hex");
  const createdBy = viewer.principal;
  const batch: NewBatch = {
    ...{ externalId, period, payGroup, reissueOfId, createdBy, file, contentHash },
    ...{ totals: totalsOf(lines), lines },
  };
  const id = await storeBatch(tx, batch);
  // The seal of the audit chain covers what was sent, and holds no amount.
  const seal = { contentHash, hash: await batchHashOf(tx, id) };
  const after = { externalId, payPeriod: period.externalId, payGroup, reissueOfId, ...seal, lines: lines.length };
  await record(tx, { viewer, action, subject: { type: "compensationBatch", id }, before: null, after });
  return changed(id);
}

function lineOf(line: Payable, { payOn }: LockedPeriod): NewBatch["lines"][number] {
  const { statementLine, sent } = line;
  return {
    ...line,
    lineId: sent === 0 ? statementLine : `${statementLine}~${sent + 1}`,
    amountMinor: minorOf(line.amountMinor),
    payOn,
    comment: commentOf(line),
  };
}

function commentOf({ kind, plan, component, coversFrom, coversTo }: Payable): string {
  const what = `${kind[0]}${kind.slice(1).toLowerCase().replaceAll("_", " ")}`;
  const under = [plan, component].filter((part) => part !== null).join(" ");
  return `${what}${under && `: ${under}`}, ${coversFrom} to ${coversTo}`;
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(", ");
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}
