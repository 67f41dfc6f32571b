import type { Day } from "../../kernel/calendar";
import { transaction } from "../../platform/database/transaction";
import type { Context } from "../../platform/graphql/context";
import { definitionOn } from "../../value/definitions/definition.queries";
import { forgetFacts } from "../facts/kept-facts.queries";
import { readAfresh } from "../facts/known";
import { readAfter } from "../facts/read-after-news";
import { riskModelOn } from "../models/risk-model.queries";
import { playbooksOn } from "../playbooks/playbook.queries";
import { openPlays, standingCauses } from "../plays/open-plays.service";
import { riskFitsOn } from "../probability/risk-fit.queries";
import { assessInTurn } from "./assess-customers";
import { forgetChanged, type Run, type RunScope, standingOf, storeRun, takeChanged, waitForRuns } from "./run.queries";
import { storeInTurn } from "./store-in-turn";
import { forgetAssessments } from "./stored.queries";

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
    const news = scope === "CHANGED" ? await takeChanged(tx, asOf) : null;
    if (news?.size === 0) return { asOf, scope, modelVersion, riskFitId, lookedAt: 0, assessed: 0 };
    if (scope === "ALL" && latest) await forgetChanged(tx);
    // Read after the queue was emptied, by a snapshot of its own: what was queued is seen, what comes later is queued again.
    const changed = news && [...news.keys()];
    const customers = await assessInTurn(context, asOf, changed, news ? readAfter(news) : readAfresh);
    const [playbooks, definition] = [await playbooksOn(tx, asOf), await definitionOn(context, asOf)];
    const standing = latest && scope === "ALL" ? standingCauses(context, asOf, playbooks) : Promise.resolve([]);
    // They are looked for while all else is stored: a failure is heard when they are waited for.
    standing.catch(() => undefined);
    await forgetAssessments(tx, asOf, changed);
    if (latest) await forgetFacts(tx, changed);
    const counts = await storeInTurn(tx, context, customers, { asOf, definition, playbooks, latest });
    await openPlays(tx, asOf, await standing);
    const run: Run = { asOf, scope, modelVersion, riskFitId, ...counts };
    await storeRun(tx, run);
    return run;
  });
}
