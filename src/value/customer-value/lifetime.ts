import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { conversionInto } from "../currency/conversion";
import { buyersAsOf } from "../models/buyers.queries";
import type { Buyer } from "../models/calc/buyer";
import { fittedModels } from "../models/models.queries";
import { tenantsAsOf } from "../models/tenants.queries";
import {
  type ForetoldLifetime,
  type LastYear,
  type Lifetime,
  lifetimeOfBuyer,
  lifetimeOfTenant,
  type Tenancy,
  unforeseen,
} from "./calc/lifetime";
import type { Horizon } from "./calc/lifetime-value";
import { yearTo } from "./calc/money-facts";
import { customersMoney } from "./customer-money";
import { termDays } from "./lifetime.queries";

/** Who buys order by order, or is under contract: what a lifetime is foretold from. */
export type Prospect = { readonly segment: string | null } & (
  { readonly buyer: Buyer } | { readonly tenancy: Tenancy }
);

/** The definition's part in a lifetime. */
type Rules = Horizon & { readonly graceDays: number };

/**
 * Customers who have bought order by order, or are under contract on a day; the others have nothing to foretell from.
 * Three statements, for however many.
 *
 * @param customers null for all of them
 */
export async function prospectsOf(
  context: Context,
  asOf: Day,
  { graceDays }: Rules,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Prospect>> {
  const [buyers, tenants, terms] = await Promise.all([
    buyersAsOf(context, asOf, asOf, customers),
    tenantsAsOf(context, asOf, graceDays, customers),
    termDays(context, asOf, customers),
  ]);
  const prospects = new Map<string, Prospect>();
  for (const buyer of buyers) prospects.set(buyer.customerId, { segment: buyer.segment, buyer });
  for (const { customerId, segment, ...tenant } of tenants) {
    prospects.set(customerId, { segment, tenancy: { ...tenant, termDays: terms.get(customerId) ?? 0 } });
  }
  return prospects;
}

/**
 * What a customer is expected to bring, by the models fitted as of a day and the definition's horizon.
 *
 * @param prospect null for a customer that is none
 * @throws FX_RATE_MISSING when it buys in a currency that cannot be told in the one that spend was fitted in
 */
export async function lifetimeOf(
  context: Context,
  asOf: Day,
  horizon: Rules,
  prospect: Prospect | null,
  year: LastYear,
): Promise<Lifetime> {
  if (prospect === null) return unforeseen("It has bought nothing, or is under no contract any more.", year.currency);
  const models = await fittedModels(context, asOf);
  if ("tenancy" in prospect) {
    const model = models.of("SHIFTED_BETA_GEOMETRIC", prospect.segment);
    if (model === null) return unforeseen("No model of renewals is fitted: `holdfast fit` says why.", year.currency);
    return lifetimeOfTenant(prospect.tenancy, year, model, horizon, asOf);
  }
  const buying = models.of("BG_NBD", prospect.segment);
  const spending = models.of("GAMMA_GAMMA", prospect.segment);
  if (buying === null || spending === null) {
    return unforeseen("No model of buying and spending is fitted: `holdfast fit` says why.", year.currency);
  }
  const told = await conversionInto(context, spending.currency ?? year.currency, asOf);
  return lifetimeOfBuyer(prospect.buyer, year, { buying, spending }, horizon, told);
}

export interface LifetimeQuestion {
  readonly asOf: Day;
  readonly rules: Rules;
  /** what amounts are told in, at the rates of which day */
  readonly currency: string;
  readonly ratesOn: Day;
  /** null for all of them */
  readonly customers: readonly string[] | null;
}

/**
 * The lifetime values of customers as of a day, by customer. Those who cannot be foretold are left out.
 *
 * @throws FX_RATE_MISSING
 */
export async function lifetimesOf(
  context: Context,
  { asOf, rules, currency, ratesOn, customers }: LifetimeQuestion,
): Promise<ReadonlyMap<string, ForetoldLifetime>> {
  const year = { period: yearTo(asOf), asOf, graceDays: rules.graceDays, customers };
  const [prospects, money, { of }] = await Promise.all([
    prospectsOf(context, asOf, rules, customers),
    customersMoney(context, year, currency, ratesOn),
    conversionInto(context, currency, ratesOn),
  ]);
  const lifetimes = new Map<string, ForetoldLifetime>();
  for (const [id, prospect] of prospects) {
    const ofCustomer = money.get(id);
    if (!ofCustomer) continue;
    const { amount, basis, ...told } = await lifetimeOf(context, asOf, rules, prospect, {
      money: ofCustomer,
      currency,
    });
    if (amount !== null && basis !== null) lifetimes.set(id, { amount: of(amount, told.currency), basis });
  }
  return lifetimes;
}
