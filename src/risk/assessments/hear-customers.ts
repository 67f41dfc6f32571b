import { addDays, type Day } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { conversionInto } from "../../value/currency/conversion";
import { amountsOf, type Convert } from "../../value/customer-value/calc/money-facts";
import type { RetentionDefinition } from "../../value/definitions/calc/retention-definition";
import { costOf } from "../facts/cost";
import { type Known, type KnownInTurn, readAfresh, type ReadKnown } from "../facts/known";
import { factsOf } from "../facts/read-facts";
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
  /** what it was all read from */
  readonly known: Known;
}

/**
 * What the signals say of customers as of a day, in the order of their keys; each is heard when it is its turn, so that few
 * are held at a time. Nothing after the day is known.
 *
 * @param customers only these; all when null
 * @param read how they are read: anew, or as far as something changed
 * @throws FX_RATE_MISSING
 */
export async function hearCustomers(
  context: Context,
  asOf: Day,
  ground: Ground,
  customers: readonly string[] | null,
  read: ReadKnown = readAfresh,
): Promise<Iterable<HeardCustomer>> {
  const { definition, currency, ratesOn } = ground;
  const [known, { of }] = await Promise.all([
    read(context, { asOf, definition, customers }),
    conversionInto(context, currency, ratesOn),
  ]);
  return inTurn(known, of, asOf, ground);
}

function* inTurn(
  { registers, customers }: KnownInTurn,
  convert: Convert,
  asOf: Day,
  { model, definition, currency }: Ground,
): Generator<HeardCustomer> {
  const reading = { registers, asOf, yearAgo: addDays(asOf, -364), definition };
  for (const [customer, known] of customers) {
    const worth = amountsOf(known.money, convert);
    const facts = { ...factsOf(customer, known.rows, reading), cost: costOf(worth, currency, asOf) };
    const settings = { lapse: definition.lapse, cadenceDays: cadenceOf(model, customer.segment) };
    yield { facts, annualValueMinor: worth.annualValue, heard: heard(facts, model, settings), known };
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
