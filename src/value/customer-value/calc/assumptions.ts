import type { Day } from "../../../kernel/calendar";
import type { MoneyFact, MoneyFacts, MoneyKind } from "./money-facts";

/**
 * What has to be assumed to tell a customer's money in one currency and without what is not recorded, in sentences for
 * whoever reads the figures. None when everything is recorded.
 *
 * @param told the currency, and the day of the rates
 */
export function assumptions({ facts }: MoneyFacts, told: { readonly currency: string; readonly on: Day }): string[] {
  const of = (kind: MoneyKind) => counted(facts.filter((fact) => fact.kind === kind));
  const [goods, contracts, service] = [of("GOODS"), of("ACCRUED"), of("SERVICE")];
  const sentences: readonly (string | false)[] = [
    goods.unknown > 0 &&
      `Purchases without a cost: ${goods.unknown} of ${goods.count}. The cost of goods and the profit are not known.`,
    contracts.count > 0 && "Contracts have no cost of goods in the record: the profit is what is left after serving.",
    service.count === service.unknown &&
      (service.count === 0
        ? "No interaction is recorded: the cost to serve and the profit are not known."
        : `Interactions without a cost: all ${service.count}. The cost to serve and the profit are not known.`),
    service.unknown > 0 &&
      service.unknown < service.count &&
      `Interactions without a cost: ${service.unknown} of ${service.count}. They are taken to have cost nothing.`,
    facts.some(({ amount, currency }) => amount !== null && currency !== told.currency) &&
      `Amounts of other currencies are told in ${told.currency} at the rates of ${told.on}.`,
  ];
  return sentences.filter((sentence) => sentence !== false);
}

const counted = (facts: readonly MoneyFact[]): { readonly count: number; readonly unknown: number } => ({
  count: facts.reduce((sum, { count }) => sum + count, 0),
  unknown: facts.reduce((sum, { unknown }) => sum + unknown, 0),
});
