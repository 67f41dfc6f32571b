import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { conversionInto } from "../currency/conversion";
import { definitionOn } from "../definitions/definition.queries";
import { buyersAsOf } from "./buyers.queries";
import { type Buyer, spendOf } from "./calc/buyer";
import type { FittedModels } from "./calc/fitted-models";
import { type Projection, projectBuyer, projectTenant } from "./calc/projection";
import { fittedModels } from "./models.queries";
import { tenantsAsOf } from "./tenants.queries";

/** What is expected of customers from a day on, with the models of that day; who has bought or signed nothing is left out. */
export async function projections(
  context: Context,
  customers: readonly string[],
  asOf: Day,
  horizonDays: number,
): Promise<ReadonlyMap<string, Projection>> {
  const [models, { graceDays }] = await Promise.all([fittedModels(context, asOf), definitionOn(context, asOf)]);
  const [buyers, tenants] = await Promise.all([
    buyersAsOf(context, asOf, asOf, customers),
    tenantsAsOf(context, asOf, graceDays, customers),
  ]);
  const found = new Map<string, Projection>();
  for (const buyer of buyers) {
    const projection = await projectionOf(context, buyer, asOf, horizonDays, models);
    if (projection) found.set(buyer.customerId, projection);
  }
  for (const tenant of tenants) {
    const model = models.of("SHIFTED_BETA_GEOMETRIC", tenant.segment);
    if (model) found.set(tenant.customerId, projectTenant(tenant, horizonDays, model));
  }
  return found;
}

async function projectionOf(
  context: Context,
  buyer: Buyer,
  asOf: Day,
  horizonDays: number,
  models: FittedModels,
): Promise<Projection | null> {
  const purchases = models.of("BG_NBD", buyer.segment);
  if (purchases === null) return null;
  const model = models.of("GAMMA_GAMMA", buyer.segment);
  if (model === null || model.currency === null) return projectBuyer(buyer, horizonDays, purchases, null);
  // Asked for once in a request, however many customers there are.
  const { of: convert } = await conversionInto(context, model.currency, asOf);
  const history = spendOf(buyer, model.currency, convert);
  return projectBuyer(buyer, horizonDays, purchases, { model, history });
}
