import { type Day, daysBetween, daysIn } from "../../kernel/calendar";
import { exponentOf } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { isOpen, isRetained, type ValueChange } from "../../value/changes/calc/value-change";
import { inOneCurrency } from "../../value/changes/value-changes";
import { currencyChanges } from "../../value/changes/value-changes.queries";
import { type Conversion, conversionInto } from "../../value/currency/conversion";
import {
  type CaseMix,
  type CaseMixModel,
  type CaseMixOutcome,
  expectingExactly,
  fitCaseMix,
  lossLogit,
  type Outlook,
} from "./calc/case-mix";
import { type Span, trainingSpans } from "./calc/training-spans";
import { type CustomerMix, customerMixes } from "./case-mix.queries";

/** Whose losses are judged: all customers with value at a period's opening, and what is known of them. */
export interface JudgedPeriod extends Span {
  readonly asOf: Day;
  readonly graceDays: number;
  readonly currency: string;
}

/** More teach next to nothing new: no span is looked at once the later ones hold so many. */
const ENOUGH_LOSSES = 2000;

/** What the probabilities rest on. */
export interface Training {
  readonly model: CaseMixModel;
  readonly spans: readonly Span[];
  /** customers of all spans, each once per span */
  readonly customers: number;
  readonly losses: number;
}

export interface Expectation {
  /** by customer: those with value at the opening of whom it is known what became */
  readonly outlooks: ReadonlyMap<string, Outlook>;
  readonly training: Training;
}

/**
 * How likely each of the company's customers was to be lost in a period, by what no rep can influence: learned from the
 * spans before it, shifted so that as many losses are expected as there were. Lost is what logo retention calls lost.
 *
 * Once per request and period: a statement for the case mix, and one for the period and each span, 14 at most in all.
 */
export async function expectationOf(context: Context, judged: JudgedPeriod): Promise<Expectation> {
  const { period, base, asOf, graceDays, currency } = judged;
  const key = JSON.stringify([period, base, asOf, graceDays, currency]);
  const found = await batched(
    context,
    "expectationOf",
    key,
    async () => new Map([[key, await learn(context, judged)]]),
  );
  return found!;
}

async function learn(context: Context, judged: JudgedPeriod): Promise<Expectation> {
  const { asOf, graceDays, currency, period } = judged;
  const spans = [judged, ...trainingSpans(judged)];
  const days = spans.map((span) => span.period.start).reverse();
  const mixes = await customerMixes(context, days, asOf);
  // Sizes of all spans at the rates of one day: a customer does not grow because its currency does.
  const rates = await conversionInto(context, currency, period.start);
  const known: KnownCustomer[][] = [];
  for (const [index, span] of spans.entries()) {
    if (lossesIn(known.slice(1).flat()) >= ENOUGH_LOSSES) break;
    const rows = await currencyChanges(context, { period: span.period, base: span.base, asOf, graceDays }, null);
    const before = days.length - 1 - index;
    known.push(knownCustomers(inOneCurrency(rows, rates, rates), mixes, span, before, rates));
  }
  const [now, ...past] = known as [KnownCustomer[], ...KnownCustomer[][]];
  return expecting(now, past.flat(), spans.slice(1, known.length));
}

const lossesIn = (customers: readonly KnownCustomer[]): number => customers.filter(({ lost }) => lost).length;

function expecting(now: readonly KnownCustomer[], past: readonly KnownCustomer[], spans: readonly Span[]): Expectation {
  const model = fitCaseMix(past);
  const logits = now.map(({ caseMix }) => lossLogit(model, caseMix));
  const probabilities = expectingExactly(lossesIn(now), logits);
  return {
    outlooks: new Map(
      now.map(({ customerId, lost }, index) => [customerId, { probability: probabilities[index]!, lost }]),
    ),
    training: { model, spans, customers: past.length, losses: lossesIn(past) },
  };
}

interface KnownCustomer extends CaseMixOutcome {
  readonly customerId: string;
}

/** The customers with value at a span's opening, as they were then, and whether they were lost in it. */
function knownCustomers(
  changes: ReadonlyMap<string, ValueChange>,
  mixes: ReadonlyMap<string, CustomerMix>,
  span: Span,
  index: number,
  { currency }: Conversion,
): KnownCustomer[] {
  // In one order whatever the database's: the sums behind a fit are rounded.
  const open = [...changes].filter(([, change]) => isOpen(change)).sort(([a], [b]) => (a < b ? -1 : 1));
  return open.map(([customerId, change]) => {
    const mix = mixes.get(customerId)!;
    return {
      customerId,
      caseMix: caseMixOf(mix, mix.purchasesBefore[index]!, Number(change.opening) / 10 ** exponentOf(currency), span),
      lost: !isRetained(change),
    };
  });
}

function caseMixOf(mix: CustomerMix, purchases: number, opening: number, { period, base }: Span): CaseMix {
  const { relationship, segment, industry, region, wonOn } = mix;
  return {
    ...{ relationship, segment, industry, region, purchases },
    size: relationship === "CONTRACT" ? opening : (opening * DAYS_IN_YEAR) / daysIn(base),
    tenureDays: wonOn === null ? null : daysBetween(wonOn, period.start),
  };
}

const DAYS_IN_YEAR = 365;
