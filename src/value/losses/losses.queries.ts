import type { Day, Period } from "../../kernel/calendar";
import { compare } from "../../kernel/compare";
import { minor, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import type { LossReason } from "../../records/contracts/loss-reason.type";
import { type Conversion, conversionInto, reportingCurrency } from "../currency/conversion";
import type { RetentionDefinition } from "../definitions/calc/retention-definition";
import { lapsesIn, yearUpTo } from "./calc/lapses";
import { contractLosses } from "./contract-losses.queries";
import { type Amount, amountsBought, daysBought } from "./purchase-history.queries";

/** A customer that was lost. */
export interface Loss {
  readonly customerId: string;
  readonly lostOn: Day;
  /** the first day within the period on which it was a customer again; null when it did not come back in it */
  readonly backOn: Day | null;
  /** its annual value the day before, or of a repeat purchaser what it bought in the 365 days up to its last purchase */
  readonly valueMinor: Minor;
  readonly currency: string;
  /** the day from which the reason could be known: that of the early end, or on which the lost renewal was closed */
  readonly decidedOn: Day | null;
  /** null when nobody said, as of those who just stop buying */
  readonly reason: LossReason | null;
  readonly competitor: string | null;
}

export interface LossesAsked {
  readonly period: Period;
  readonly asOf: Day;
  readonly definition: RetentionDefinition;
  /** only these, with those merged into them; all when null */
  readonly customers: readonly string[] | null;
}

/**
 * Who was lost in a period, by loss day: under contract the first day that nothing covers, grace included; order by order
 * the day silence exceeds the definition's rule. Lost is lost on the day, and coming back is a fact of its own: who came
 * back and was lost again in the period is there twice, the last time last. Values are told in the definition's currency
 * at the rates of the period's first day. Source: domain §2.
 *
 * Nothing after `asOf` is known, and nobody is lost after it.
 *
 * @throws FX_RATE_MISSING
 */
export async function lossesIn(context: Context, asked: LossesAsked): Promise<Loss[]> {
  const { period, asOf, definition, customers } = asked;
  const currency = await reportingCurrency(context, definition);
  const [conversion, contracts, buyers] = await Promise.all([
    conversionInto(context, currency, period.start),
    contractLosses(context, period, asOf, definition.graceDays, customers),
    buyerLosses(context, asked),
  ]);
  return [...contracts, ...buyers]
    .map(({ values, ...loss }) => ({ ...loss, valueMinor: sumOf(values, conversion), currency }))
    .sort((a, b) => compare(a.lostOn, b.lostOn) || Number(a.customerId) - Number(b.customerId));
}

async function buyerLosses(context: Context, { period, asOf, definition, customers }: LossesAsked) {
  const histories = await daysBought(context, period.end, asOf, customers);
  const lapses = histories.flatMap(([customerId, days]) =>
    lapsesIn(days, period, definition.lapse)
      .filter(({ lostOn }) => lostOn <= asOf)
      .map(({ lastBoughtOn, ...lapse }) => ({ customerId, ...lapse, span: yearUpTo(lastBoughtOn) })),
  );
  const values = await amountsBought(context, lapses, asOf);
  return lapses.map(({ customerId, lostOn, backOn }, index) => ({
    ...{ customerId, lostOn, backOn, values: values[index]! },
    ...{ decidedOn: null, reason: null, competitor: null },
  }));
}

/** Never below zero: who gave back more than it bought was worth nothing. */
function sumOf(amounts: readonly Amount[], { of }: Conversion): Minor {
  const sum = amounts.reduce((total, [currency, amount]) => total + of(minor(BigInt(amount)), currency), 0n);
  return minor(sum > 0n ? sum : 0n);
}
