import type { Day } from "../../kernel/calendar";
import { transaction } from "../../platform/database/transaction";
import type { Context } from "../../platform/graphql/context";
import { riskModelOn } from "../models/risk-model.queries";
import { openPlays, openStandingPlays } from "../plays/open-plays.service";
import { riskFitsOn } from "../probability/risk-fit.queries";
import { assessCustomers } from "./assess-customers";
import { forgetChanged, type Run, type RunScope, standingOf, storeRun, takeChanged, waitForRuns } from "./run.queries";
import { storeAssessments } from "./stored.queries";

/**
 * Assesses all customers, or those whose facts changed since the last run, stores what it finds, and opens the plays that
 * it asks for. All or nothing: a run that dies leaves the assessments of the last one and the queue of what changed, and the
 * next one finishes them.
 *
 * Time changes customers as facts do: silence grows overnight. So the first run of a day, of a model, or of a fit is over all,
 * whatever was asked for. A run for a day gone by leaves the queue to the latest one.
 *
 * @throws FX_RATE_MISSING
 */
export async function assess(context: Context, asOf: Day, asked: RunScope): Promise<Run> {
  const [{ version: modelVersion }, { newest: riskFitId }] = await Promise.all([
    riskModelOn(context, asOf),
    riskFitsOn(context, asOf),
  ]);
  return transaction(context.database, context.viewer, async (tx) => {
    await waitForRuns(tx);
    const { complete, latest } = await standingOf(tx, { asOf, modelVersion, riskFitId });
    const scope: RunScope = asked === "CHANGED" && complete && latest ? "CHANGED" : "ALL";
    const changed = scope === "CHANGED" ? await takeChanged(tx, asOf) : null;
    if (changed?.length === 0) return { asOf, scope, modelVersion, riskFitId, lookedAt: 0, assessed: 0 };
    if (scope === "ALL" && latest) await forgetChanged(tx);
    // Read after the queue was emptied, by a snapshot of its own: what was queued is seen, what comes later is queued again.
    const { lookedAt, assessed } = await assessCustomers(context, asOf, changed);
    context.signal.throwIfAborted();
    await storeAssessments(tx, assessed);
    // What a day gone by would have asked for, nobody can do any more.
    if (latest) await openPlays(tx, asOf, assessed);
    if (latest && scope === "ALL") await openStandingPlays(tx, context, asOf);
    const run: Run = { asOf, scope, modelVersion, riskFitId, lookedAt, assessed: assessed.length };
    await storeRun(tx, run);
    return run;
  });
}
