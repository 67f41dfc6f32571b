import type { Day } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { yearTo } from "../../value/customer-value/calc/money-facts";
import { customersMoney } from "../../value/customer-value/customer-money";
import type { RetentionDefinition } from "../../value/definitions/calc/retention-definition";
import { costOf } from "../facts/cost";
import { riskFacts } from "../facts/facts.queries";
import { cadenceOf, type RiskModel, weightOf } from "../models/calc/risk-model";
import type { RiskFacts, SignalSettings } from "../signals/signal";
import { SIGNALS } from "../signals/signals";
import type { Heard } from "./calc/assessment";

/** By what customers are looked at. */
export interface Ground {
  readonly model: RiskModel;
  readonly definition: RetentionDefinition;
  /** that amounts are told in, and the day whose rates they are converted at */
  readonly currency: string;
  readonly ratesOn: Day;
}

/** What is known of a customer as of a day, and what the signals that apply to it say. */
export interface HeardCustomer {
  readonly facts: RiskFacts;
  readonly annualValueMinor: Minor;
  readonly heard: readonly Heard[];
}

/**
 * What the signals say of customers as of a day, in the order of their keys. Nothing after the day is known.
 *
 * @param customers only these; all when null
 * @throws FX_RATE_MISSING
 */
export async function hearCustomers(
  context: Context,
  asOf: Day,
  { model, definition, currency, ratesOn }: Ground,
  customers: readonly string[] | null,
): Promise<HeardCustomer[]> {
  const { lapse, graceDays } = definition;
  const [found, money] = await Promise.all([
    riskFacts(context, asOf, definition, customers),
    customersMoney(context, { period: yearTo(asOf), asOf, graceDays, customers }, currency, ratesOn),
  ]);
  return found.map((known) => {
    const worth = money.get(known.customerId)!;
    const facts = { ...known, cost: costOf(worth, currency, asOf) };
    const settings = { lapse, cadenceDays: cadenceOf(model, known.segment) };
    return { facts, annualValueMinor: worth.annualValue, heard: heard(facts, model, settings) };
  });
}

const heard = (facts: RiskFacts, model: RiskModel, settings: SignalSettings): Heard[] =>
  SIGNALS.filter(({ only }) => only === undefined || only === facts.relationship)
    .map((signal) => ({
      ...{ code: signal.code, dimension: signal.dimension, extra: signal.extra },
      ...{ weight: weightOf(model, facts.segment, signal.code), judgement: signal.judge(facts, settings) },
    }))
    .filter(({ extra, judgement }) => !extra || judgement !== null);
