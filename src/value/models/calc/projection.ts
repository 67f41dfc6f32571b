import type { Day } from "../../../kernel/calendar";
import { exponentOf, minor, type Minor } from "../../../kernel/money";
import { expectedFuturePurchases, probabilityAlive, probabilityToBuy } from "./bg-nbd";
import { type Buyer, historyOf } from "./buyer";
import type { FittedModel } from "./fitted-models";
import { expectedSpend, type SpendHistory } from "./gamma-gamma";
import { survival } from "./shifted-beta-geometric";

/** What is expected of one customer; a part is null where the customer's relationship has none, or no model. */
export interface Projection {
  readonly horizonDays: number;
  readonly buying: BuyingProjection | null;
  readonly renewing: RenewingProjection | null;
  readonly assumed: readonly string[];
}

export interface BuyingProjection {
  readonly expectedPurchases: number;
  readonly probabilityToBuy: number;
  readonly probabilityAlive: number;
  /** of one purchase; null without a model of spend */
  readonly expectedSpend: { readonly amount: Minor; readonly currency: string } | null;
}

export interface RenewingProjection {
  /** so often since it signed, or came back */
  readonly renewals: number;
  /** null where it pays by the month */
  readonly nextDueOn: Day | null;
  /** how probable it is that it is still there after its next renewal, the one after, … */
  readonly survival: readonly number[];
}

const RENEWALS_AHEAD = 5;
const DAYS_PER_WEEK = 7;

/** @param spend what the customer's repeat purchases were worth in the model's currency; null when it has none */
export function projectBuyer(
  buyer: Buyer,
  horizonDays: number,
  purchases: FittedModel<"BG_NBD">,
  spend: { readonly model: FittedModel<"GAMMA_GAMMA">; readonly history: SpendHistory | null } | null,
): Projection {
  const history = historyOf(buyer);
  const weeks = horizonDays / DAYS_PER_WEEK;
  return {
    horizonDays,
    buying: {
      expectedPurchases: expectedFuturePurchases(purchases.parameters, history, weeks),
      probabilityToBuy: probabilityToBuy(purchases.parameters, history, weeks),
      probabilityAlive: probabilityAlive(purchases.parameters, history),
      expectedSpend: spend && spendIn(spend.model, spend.history),
    },
    renewing: null,
    assumed: [...purchases.assumed, ...(spend?.model.assumed ?? [])],
  };
}

function spendIn({ parameters, currency }: FittedModel<"GAMMA_GAMMA">, history: SpendHistory | null) {
  if (currency === null) return null;
  const units = expectedSpend(parameters, history) * 10 ** exponentOf(currency);
  return { amount: minor(Math.round(units)), currency };
}

export const projectTenant = (
  { renewals, nextDueOn }: Pick<RenewingProjection, "renewals" | "nextDueOn">,
  horizonDays: number,
  { parameters, assumed }: FittedModel<"SHIFTED_BETA_GEOMETRIC">,
): Projection => ({
  horizonDays,
  buying: null,
  renewing: {
    renewals,
    nextDueOn,
    survival:
      nextDueOn === null
        ? []
        : Array.from({ length: RENEWALS_AHEAD }, (_, index) => survival(parameters, index + 1, renewals)),
  },
  assumed,
});
