import type { Day } from "../../kernel/calendar";
import { record } from "../../platform/audit/audit";
import { transaction } from "../../platform/database/transaction";
import type { Context } from "../../platform/graphql/context";
import type { NewRiskFit } from "./calc/risk-fit";
import { storeRiskFits } from "./risk-fit.queries";
import { studyCompany } from "./study-company";

/**
 * Learns the probability of a loss from the company's history and stores what came of it, what is not used as well:
 * interrupted, nothing is stored.
 *
 * @param asOf no later fact is known
 * @throws FX_RATE_MISSING
 */
export async function fitRisk(context: Context, asOf: Day): Promise<readonly NewRiskFit[]> {
  const fits = await studyCompany(context, asOf);
  context.signal.throwIfAborted();
  await transaction(context.database, context.viewer, async (tx) => {
    await storeRiskFits(tx, fits);
    await record(tx, {
      viewer: context.viewer,
      action: "fit",
      subject: { type: "riskFit", id: null },
      before: null,
      after: { asOf, ...Object.fromEntries(fits.map(({ relationship, status }) => [relationship, status])) },
    });
  });
  return fits;
}
