import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { reportingCurrency } from "../../value/currency/conversion";
import { yearTo } from "../../value/customer-value/calc/money-facts";
import { customersMoney } from "../../value/customer-value/customer-money";
import { definitionOn } from "../../value/definitions/definition.queries";
import { cadenceOf, type RiskModel, weightOf } from "../models/calc/risk-model";
import { riskFacts } from "../facts/facts.queries";
import { costOf } from "../facts/cost";
import { riskModelOn } from "../models/risk-model.queries";
import type { RiskFacts, SignalSettings } from "../signals/signal";
import { SIGNALS } from "../signals/signals";
import type { Assessed } from "./calc/assessed";
import { assessmentOf, type Heard } from "./calc/assessment";
import { publishedProbability, valueAtRisk } from "./calc/value-at-risk";
import { assessmentsBefore } from "./stored.queries";

export interface Assessing {
  /** how many customers were looked at: those without enough history are not assessed */
  readonly lookedAt: number;
  readonly assessed: readonly Assessed[];
}

/**
 * Assesses customers as of a day, in the order of their keys: the same facts, model and day give the same bytes. The last
 * assessment before the day holds its band as far as the model's hysteresis says.
 *
 * @param customers only these; all when null
 * @throws FX_RATE_MISSING
 */
export async function assessCustomers(
  context: Context,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<Assessing> {
  const [model, definition] = await Promise.all([riskModelOn(context, asOf), definitionOn(context, asOf)]);
  const { lapse, graceDays } = definition;
  const currency = await reportingCurrency(context, definition);
  const [facts, before, money] = await Promise.all([
    riskFacts(context, asOf, definition, customers),
    assessmentsBefore(context, asOf, customers),
    customersMoney(context, { period: yearTo(asOf), asOf, graceDays, customers }, currency, asOf),
  ]);
  const { version: modelVersion, horizonDays } = model;
  const assessed = facts.flatMap((found): Assessed[] => {
    const { customerId, segment } = found;
    const known = { ...found, cost: costOf(money.get(customerId)!, currency, asOf) };
    const last = before.get(customerId) ?? null;
    const settings = { lapse, cadenceDays: cadenceOf(model, segment) };
    const assessment = assessmentOf(heard(known, model, settings), model, last?.band ?? null);
    if (assessment === null) return [];
    const annualValueMinor = money.get(customerId)!.annualValue;
    const probability = publishedProbability(assessment.score);
    return [
      {
        ...{ ...assessment, customerId, asOf, modelVersion, horizonDays, currency, annualValueMinor, probability },
        ...{ calibrated: false, valueAtRiskMinor: valueAtRisk(annualValueMinor, probability) },
        ...{ previousBand: last?.band ?? null, change: last && assessment.score - last.score },
      },
    ];
  });
  return { lookedAt: facts.length, assessed };
}

/** What the signals that apply to a customer say of it. */
const heard = (facts: RiskFacts, model: RiskModel, settings: SignalSettings): Heard[] =>
  SIGNALS.filter(({ only }) => only === undefined || only === facts.relationship)
    .map((signal) => ({
      ...{ code: signal.code, dimension: signal.dimension, extra: signal.extra },
      ...{ weight: weightOf(model, facts.segment, signal.code), judgement: signal.judge(facts, settings) },
    }))
    .filter(({ extra, judgement }) => !extra || judgement !== null);
