import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import type { RetentionDefinition } from "../../value/definitions/calc/retention-definition";
import { buyersAsOf } from "../../value/models/buyers.queries";
import { type Buyer, historyOf } from "../../value/models/calc/buyer";
import { fittedModels } from "../../value/models/models.queries";
import { publishedProbability } from "../assessments/calc/value-at-risk";
import type { HeardCustomer } from "../assessments/hear-customers";
import type { RiskModel } from "../models/calc/risk-model";
import { probabilityOf } from "./calc/probability-model";
import { buysNothing, isThere, readingsOf } from "./calc/readings";
import { riskFitsOn } from "./risk-fit.queries";

/** How probable a loss is, and what told it. */
export interface ToldProbability {
  readonly probability: number;
  /** the fit of the company's own history that told it; null where none did */
  readonly riskFitId: string | null;
}

/** @param score by the weights, 0…100 */
export type Teller = (customer: HeardCustomer, score: number) => ToldProbability;

/**
 * Tells probabilities of a loss within the risk model's horizon as of a day: by the fit that is active then; of who buys order by
 * order, without one, as the probability to buy nothing by the customer models; else by the published mapping of the score. A fit
 * learnt from customers who were still there, and knows nothing of those already gone.
 *
 * @param customers of whom it is asked; all when null
 */
export async function probabilityTeller(
  context: Context,
  asOf: Day,
  { horizonDays }: RiskModel,
  { lapse }: RetentionDefinition,
  customers: readonly string[] | null,
): Promise<Teller> {
  const [{ active }, models] = await Promise.all([riskFitsOn(context, asOf), fittedModels(context, asOf)]);
  const fits = new Map([...active].filter(([, fit]) => fit.horizonDays === horizonDays));
  const asked = fits.get("REPEAT_PURCHASE")?.buying || models.of("BG_NBD", null);
  const buyers: readonly Buyer[] = asked ? await buyersAsOf(context, asOf, asOf, customers) : [];
  const histories = new Map(buyers.map((buyer) => [buyer.customerId, historyOf(buyer)]));
  return ({ facts, annualValueMinor, heard }, score) => {
    const history = histories.get(facts.customerId) ?? null;
    const fit = fits.get(facts.relationship);
    if (fit && isThere(facts, annualValueMinor, lapse)) {
      const readings = readingsOf(heard, facts, history, { horizonDays, lapse, buying: fit.buying });
      return { probability: probabilityOf(fit.model, readings), riskFitId: fit.id };
    }
    const buying = models.of("BG_NBD", facts.segment);
    const nothing = buying && history ? buysNothing(buying.parameters, history, horizonDays) : null;
    return { probability: nothing ?? publishedProbability(score), riskFitId: null };
  };
}
