import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { conversionInto } from "../currency/conversion";
import { customerMoney, type CustomerMoney } from "./calc/money-facts";
import { moneyFacts, type MoneyQuestion } from "./money-facts.queries";

/**
 * What customers brought and cost in a period, by customer, in one currency: at the rates of the period's first day, unless
 * another is named.
 *
 * @throws FX_RATE_MISSING
 */
export async function customersMoney(
  context: Context,
  question: MoneyQuestion,
  currency: string,
  ratesOn: Day = question.period.start,
): Promise<ReadonlyMap<string, CustomerMoney>> {
  const { period } = question;
  const [all, { of }] = await Promise.all([moneyFacts(context, question), conversionInto(context, currency, ratesOn)]);
  return new Map(all.map((facts) => [facts.customerId, customerMoney(facts, period, of)]));
}
