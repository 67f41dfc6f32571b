import { type Day, daysBetween } from "../../../kernel/calendar";
import { exponentOf, minor, type Minor } from "../../../kernel/money";
import { type Buyer, historyOf, spendOf } from "../../models/calc/buyer";
import type { FittedModel } from "../../models/calc/fitted-models";
import { expectedSpend } from "../../models/calc/gamma-gamma";
import { type Horizon, lifetimeSpend, lifetimeYearsUnderContract, marginRate } from "./lifetime-value";
import type { Convert, CustomerMoney } from "./money-facts";

/** What a lifetime is told in: what is left over after costs, or revenue where costs are not known. */
export type LifetimeBasis = "MARGIN" | "REVENUE";

/** What a customer is expected to bring within the horizon, discounted to the day that is looked at. */
export interface Lifetime {
  /** null when it cannot be foretold: `assumed` says why */
  readonly amount: Minor | null;
  readonly currency: string;
  readonly basis: LifetimeBasis | null;
  readonly assumed: readonly string[];
}

/** A lifetime value that is known. */
export interface ForetoldLifetime {
  readonly amount: Minor;
  readonly basis: LifetimeBasis;
}

/** A customer's last year, in one currency. */
export interface LastYear {
  readonly money: CustomerMoney;
  readonly currency: string;
}

/** Where a customer under contract stands. */
export interface Tenancy {
  readonly renewals: number;
  /** null: month to month */
  readonly nextDueOn: Day | null;
  /** how long the current term lasts */
  readonly termDays: number;
}

/** Nothing can be foretold, for this reason. */
export const unforeseen = (reason: string, currency: string): Lifetime => ({
  ...{ amount: null, currency, basis: null, assumed: [reason] },
});

/** BG/NBD × gamma-gamma × margin, in the currency that spend was fitted in. */
export function lifetimeOfBuyer(
  buyer: Buyer,
  { money }: LastYear,
  models: { readonly buying: FittedModel<"BG_NBD">; readonly spending: FittedModel<"GAMMA_GAMMA"> },
  horizon: Horizon,
  told: { readonly currency: string; readonly of: Convert },
): Lifetime {
  const { buying, spending } = models;
  const spend = expectedSpend(spending.parameters, spendOf(buyer, told.currency, told.of));
  const revenue = lifetimeSpend(buying.parameters, historyOf(buyer), spend, horizon);
  return leftOver(revenue * 10 ** exponentOf(told.currency), marginRate(money), told.currency, [
    ...buying.assumed,
    ...spending.assumed,
  ]);
}

/** Annual value × years that it is expected to stay × margin. */
export function lifetimeOfTenant(
  { renewals, nextDueOn, termDays }: Tenancy,
  { money, currency }: LastYear,
  model: FittedModel<"SHIFTED_BETA_GEOMETRIC">,
  horizon: Horizon,
  asOf: Day,
): Lifetime {
  if (nextDueOn === null) return unforeseen("Contracts from month to month have no renewals to foretell.", currency);
  const yearsLeft = Math.max(0, daysBetween(asOf, nextDueOn)) / DAYS_PER_YEAR;
  const standing = { renewals, yearsLeft, termYears: termDays / DAYS_PER_YEAR };
  const years = lifetimeYearsUnderContract(model.parameters, standing, horizon);
  return leftOver(Number(money.annualValue) * years, marginRate(money), currency, [
    ...model.assumed,
    `Every further term is taken to last ${termDays} days, as the current one does.`,
  ]);
}

const DAYS_PER_YEAR = 365;

function leftOver(revenue: number, margin: number | null, currency: string, assumed: readonly string[]): Lifetime {
  return {
    amount: minor(Math.round(revenue * (margin ?? 1))),
    currency,
    basis: margin === null ? "REVENUE" : "MARGIN",
    assumed: [
      ...assumed,
      margin === null
        ? "What is left over of the last 365 days' revenue is not known: this is revenue, with no cost taken off."
        : `${(100 * margin).toFixed(1)} % of revenue is taken to be left over, as in the last 365 days.`,
    ],
  };
}
