import type { Day } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { type CustomerMoney, yearTo } from "../../value/customer-value/calc/money-facts";
import { customersMoney } from "../../value/customer-value/customer-money";
import type { RetentionDefinition } from "../../value/definitions/calc/retention-definition";
import { costOf } from "../facts/cost";
import { riskFactsInTurn } from "../facts/facts.queries";
import { cadenceOf, type RiskModel, weightOf } from "../models/calc/risk-model";
import type { Relationship, RiskFacts, Signal, SignalSettings } from "../signals/signal";
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
 * What the signals say of customers as of a day, in the order of their keys; each is heard when it is its turn, so that few
 * are held at a time. Nothing after the day is known.
 *
 * @param customers only these; all when null
 * @throws FX_RATE_MISSING
 */
export async function hearCustomers(
  context: Context,
  asOf: Day,
  ground: Ground,
  customers: readonly string[] | null,
): Promise<Iterable<HeardCustomer>> {
  const { definition, currency, ratesOn } = ground;
  const question = { period: yearTo(asOf), asOf, graceDays: definition.graceDays, customers };
  const [found, money] = await Promise.all([
    riskFactsInTurn(context, asOf, definition, customers),
    customersMoney(context, question, currency, ratesOn),
  ]);
  return inTurn(found, money, asOf, ground);
}

function* inTurn(
  found: Iterable<RiskFacts>,
  money: ReadonlyMap<string, CustomerMoney>,
  asOf: Day,
  { model, definition: { lapse }, currency }: Ground,
): Generator<HeardCustomer> {
  for (const known of found) {
    const worth = money.get(known.customerId)!;
    const facts = { ...known, cost: costOf(worth, currency, asOf) };
    const settings = { lapse, cadenceDays: cadenceOf(model, known.segment) };
    yield { facts, annualValueMinor: worth.annualValue, heard: heard(facts, model, settings) };
  }
}

const applyingTo = (relationship: Relationship): readonly Signal[] =>
  SIGNALS.filter(({ only }) => only === undefined || only === relationship);

const APPLYING: Readonly<Record<Relationship, readonly Signal[]>> = {
  CONTRACT: applyingTo("CONTRACT"),
  REPEAT_PURCHASE: applyingTo("REPEAT_PURCHASE"),
};

function heard(facts: RiskFacts, model: RiskModel, settings: SignalSettings): Heard[] {
  const all: Heard[] = [];
  for (const { code, dimension, extra, judge } of APPLYING[facts.relationship]) {
    const judgement = judge(facts, settings);
    if (extra && judgement === null) continue;
    all.push({ code, dimension, weight: weightOf(model, facts.segment, code), judgement });
  }
  return all;
}
