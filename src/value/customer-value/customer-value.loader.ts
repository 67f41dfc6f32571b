import type { Day } from "../../kernel/calendar";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { type Conversion, conversionInto, reportingCurrency } from "../currency/conversion";
import { definitionOn } from "../definitions/definition.queries";
import { assumptions } from "./calc/assumptions";
import { customerMoney, type CustomerMoney, type MoneyFacts, onlyCurrency, yearTo } from "./calc/money-facts";
import { moneyFacts } from "./money-facts.queries";

/** What a customer's last year was worth, in one currency. */
export interface YearOfCustomer {
  readonly money: CustomerMoney;
  readonly currency: string;
  readonly assumed: readonly string[];
}

const NOTHING = { currency: null, wonOn: null, facts: [] };
const MERGED = "It counts as the customer that it was merged into, which has its figures.";

/**
 * In the currency of the customer's amounts where they are all in one, else in the definition's at the rates of the year's
 * first day. One statement, one for the definition, and at most two for the currency, for however many customers.
 *
 * @throws FX_RATE_MISSING
 */
export async function yearOfCustomer(context: Context, customer: string, asOf: Day): Promise<YearOfCustomer> {
  const found = await batched(context, `yearOfCustomer ${asOf}`, customer, async (customers) => {
    const { graceDays } = await definitionOn(context, asOf);
    const all = await moneyFacts(context, { period: yearTo(asOf), asOf, graceDays, customers });
    return new Map(
      all.map((one) => [one.customerId, { ...one, facts: one.facts.filter(({ kind }) => kind !== "WINNING") }]),
    );
  });
  const facts = found ?? { ...NOTHING, customerId: customer };
  const { currency, of } = await conversionFor(context, facts, asOf);
  const assumed = found ? assumptions(facts, { currency, on: yearTo(asOf).start }) : [MERGED];
  return { money: customerMoney(facts, yearTo(asOf), of), currency, assumed };
}

async function conversionFor(
  context: Context,
  facts: MoneyFacts,
  asOf: Day,
): Promise<Pick<Conversion, "currency" | "of">> {
  const own = onlyCurrency(facts) ?? (facts.facts.some(({ amount }) => amount !== null) ? null : facts.currency);
  if (own !== null) return { currency: own, of: (amount) => amount };
  const currency = await reportingCurrency(context, await definitionOn(context, asOf));
  return conversionInto(context, currency, yearTo(asOf).start);
}
