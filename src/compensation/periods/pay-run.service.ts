import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { record } from "../../platform/audit/audit";
import type { Context } from "../../platform/graphql/context";
import { announce } from "../../platform/jobs/announce";
import { changed, type Outcome } from "../../platform/mutation/mutate";
import { notFound, refuse } from "../../platform/mutation/objection";
import { nodeKey } from "../../platform/plan/node-id";
import type { PayRunStartInput } from "./pay-period.inputs";
import { insertRun, lockedAsOf, periodOf, runUnderWay, unlockedBefore } from "./pay-run.queries";

/**
 * Has a period calculated: whoever asks while a run is under way gets that one. What it reads is what is recorded when a
 * server takes it up.
 */
export async function startRun(tx: EntityManager, context: Context, input: PayRunStartInput): Promise<Outcome> {
  const { viewer, today } = context;
  const period = await periodOf(tx, nodeKey(input.payPeriod, "PayPeriod", "input.payPeriod"));
  if (!period) return notFound("payPeriod", "period");
  if (period.status !== "OPEN" && period.status !== "CALCULATED") {
    return refuse("CONFLICT", "payPeriod", `is ${period.status}: only what is OPEN or CALCULATED is calculated`);
  }
  const asOf = input.asOf ?? today;
  if (asOf > today) return refuse("INVALID", "asOf", `is ${asOf}, and nobody knows more than today, ${today}`);
  if (asOf < period.startsOn)
    return refuse("INVALID", "asOf", `is ${asOf}, before ${period.startsOn}, where the period begins`);
  const locked = await lockedAsOf(tx);
  if (locked !== null && asOf < locked.asOf) {
    const known = `is ${asOf}, and ${locked.externalId} was locked as it was known on ${locked.asOf}`;
    return refuse(
      "INVALID",
      "asOf",
      `${known}: choose that day or later, or what became known since would be taken back`,
    );
  }
  const earlier = await unlockedBefore(tx, period.id);
  if (earlier !== null) return refuse("CONFLICT", "payPeriod", `comes after ${earlier}, which must be locked before`);
  for (;;) {
    const run = { externalId: randomUUID(), periodId: period.id, asOf, requestedBy: viewer.principal };
    const id = await insertRun(tx, run);
    if (id !== null) {
      const after = { payPeriod: period.externalId, asOf };
      await record(tx, { viewer, action: "payRunStart", subject: { type: "payRun", id }, before: null, after });
      await announce(tx, "PAY_RUN_QUEUED");
      return changed(id);
    }
    // The one that was under way may have ended since: then there is room for a new one.
    const other = await runUnderWay(tx, period.id);
    if (other !== null) return changed(other);
  }
}
