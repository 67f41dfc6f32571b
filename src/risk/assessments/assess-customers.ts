import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { reportingCurrency } from "../../value/currency/conversion";
import { definitionOn } from "../../value/definitions/definition.queries";
import { riskModelOn } from "../models/risk-model.queries";
import type { Assessed } from "./calc/assessed";
import { assessmentOf } from "./calc/assessment";
import { valueAtRisk } from "./calc/value-at-risk";
import { probabilityTeller } from "../probability/tell-probability";
import { hearCustomers } from "./hear-customers";
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
  const currency = await reportingCurrency(context, definition);
  const [all, before, tell] = await Promise.all([
    hearCustomers(context, asOf, { model, definition, currency, ratesOn: asOf }, customers),
    assessmentsBefore(context, asOf, customers),
    probabilityTeller(context, asOf, model, definition, customers),
  ]);
  const { version: modelVersion, horizonDays } = model;
  const assessed = all.flatMap((customer): Assessed[] => {
    const { annualValueMinor, heard } = customer;
    const { customerId } = customer.facts;
    const last = before.get(customerId) ?? null;
    const assessment = assessmentOf(heard, model, last?.band ?? null);
    if (assessment === null) return [];
    const { probability, riskFitId } = tell(customer, assessment.score);
    return [
      {
        ...{ ...assessment, customerId, asOf, modelVersion, horizonDays, currency, annualValueMinor, probability },
        ...{ riskFitId, calibrated: riskFitId !== null, valueAtRiskMinor: valueAtRisk(annualValueMinor, probability) },
        ...{ previousBand: last?.band ?? null, change: last && assessment.score - last.score },
      },
    ];
  });
  return { lookedAt: all.length, assessed };
}
