import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { reportingCurrency } from "../../value/currency/conversion";
import { definitionOn } from "../../value/definitions/definition.queries";
import { endedCustomers } from "../../value/ended-customers.queries";
import type { RiskModel } from "../models/calc/risk-model";
import { riskModelOn } from "../models/risk-model.queries";
import type { Assessed } from "./calc/assessed";
import { judge, type Override } from "./calc/judge";
import { valueAtRisk } from "./calc/value-at-risk";
import { overridesOn } from "../overrides/risk-override.queries";
import { probabilityTeller, type Teller } from "../probability/tell-probability";
import { type Known, readAfresh, type ReadKnown } from "../facts/known";
import { hearCustomers, type HeardCustomer } from "./hear-customers";
import { assessmentsBefore } from "./stored.queries";

/** A customer that was looked at. */
export interface LookedAt {
  readonly customerId: string;
  /** null: too little is known of it, or it is gone */
  readonly assessed: Assessed | null;
  /** what it was read from */
  readonly known: Known;
}

/**
 * Assesses customers as of a day, in the order of their keys: the same facts, model and day give the same bytes. The last
 * assessment before the day holds its band as far as the model's hysteresis says. Probabilities are told by the signals, be
 * they overridden or not. Each is assessed when it is its turn, so that few are held at a time.
 *
 * @param customers only these; all when null
 * @param read how they are read: anew, or as far as something changed
 * @throws FX_RATE_MISSING
 */
export async function assessInTurn(
  context: Context,
  asOf: Day,
  customers: readonly string[] | null,
  read: ReadKnown = readAfresh,
): Promise<Iterable<LookedAt>> {
  const [model, definition] = await Promise.all([riskModelOn(context, asOf), definitionOn(context, asOf)]);
  const currency = await reportingCurrency(context, definition);
  const [heard, ended, before, overrides, tell] = await Promise.all([
    hearCustomers(context, asOf, { model, definition, currency, ratesOn: asOf }, customers, read),
    endedCustomers(context, asOf, customers),
    assessmentsBefore(context, asOf, customers),
    overridesOn(context, asOf, customers),
    probabilityTeller(context, asOf, model, definition, customers),
  ]);
  return inTurn(heard, { asOf, model, currency, ended, before, overrides, tell });
}

interface Ground {
  readonly asOf: Day;
  readonly model: RiskModel;
  readonly currency: string;
  readonly ended: ReadonlySet<string>;
  readonly before: Awaited<ReturnType<typeof assessmentsBefore>>;
  readonly overrides: ReadonlyMap<string, Override>;
  readonly tell: Teller;
}

/** It had something, and nothing of that is left or may yet be renewed. */
const isGone = ({ facts, annualValueMinor }: HeardCustomer, ended: ReadonlySet<string>): boolean =>
  annualValueMinor === 0n && facts.due === null && (facts.rhythm !== null || ended.has(facts.customerId));

function* inTurn(customers: Iterable<HeardCustomer>, ground: Ground): Generator<LookedAt> {
  for (const customer of customers) {
    const { facts, known } = customer;
    yield { customerId: facts.customerId, assessed: assessedOf(customer, ground), known };
  }
}

function assessedOf(customer: HeardCustomer, ground: Ground): Assessed | null {
  const { facts, annualValueMinor, heard } = customer;
  const { asOf, model, currency, ended, before, overrides, tell } = ground;
  const { customerId, diagnosis } = facts;
  const last = before.get(customerId) ?? null;
  const words = { override: overrides.get(customerId) ?? null, reviewerId: diagnosis?.reviewerId ?? null };
  const judged = isGone(customer, ended) ? null : judge(heard, model, { before: last, ...words });
  if (judged === null) return null;
  const { probability, riskFitId } = tell(customer, judged.scoreWithout ?? judged.score);
  return {
    score: judged.score,
    band: judged.band,
    coverage: judged.coverage,
    drivers: judged.drivers,
    overrideId: judged.overrideId,
    scoreWithout: judged.scoreWithout,
    bandWithout: judged.bandWithout,
    reviewerId: judged.reviewerId,
    bandWithoutReview: judged.bandWithoutReview,
    customerId,
    asOf,
    modelVersion: model.version,
    horizonDays: model.horizonDays,
    currency,
    annualValueMinor,
    probability,
    riskFitId,
    calibrated: riskFitId !== null,
    valueAtRiskMinor: valueAtRisk(annualValueMinor, probability),
    previousBand: last?.band ?? null,
    change: last && judged.score - last.score,
  };
}

/** The same, all at once: those who are there and have enough history, of so many looked at. */
export async function assessCustomers(
  ...asked: Parameters<typeof assessInTurn>
): Promise<{ readonly lookedAt: number; readonly assessed: readonly Assessed[] }> {
  const all = [...(await assessInTurn(...asked))];
  return { lookedAt: all.length, assessed: all.flatMap(({ assessed }) => assessed ?? []) };
}
