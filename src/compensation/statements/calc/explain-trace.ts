import { formatAmount, minor } from "../../../kernel/money";
import { amountOfTrace } from "../../calc/amount-of-trace";
import { amountOfPart } from "../../calc/attribution";
import { byTiers, fraction, goalOf, inMinor, whole } from "../../calc/by-hand";
import { type Fraction, over, unitOf } from "../../calc/exact";
import type { Stored, StoredTrace } from "../../calc/stored-trace";
import type {
  CommissionTrace,
  EventBonusTrace,
  HoldTrace,
  Part,
  TargetBonusTrace,
  TeamPoolTrace,
} from "../../calc/trace";
import { toldModifiers, toldPayout, toldReading, toldUnder } from "./explain-reading";
import { shown, shownQuotient } from "./shown";

type TraceOf<Kind extends StoredTrace["kind"]> = Extract<StoredTrace, { readonly kind: Kind }>;
type Credit = Stored<HoldTrace>["credit"];

/** Whole minor units, or a fraction of them, in the major unit. */
const money = (units: bigint | string | Fraction, currency: string): string =>
  typeof units === "object"
    ? `${shown(over(units, whole(unitOf(currency))))} ${currency}`
    : `${formatAmount(minor(BigInt(units)), currency)} ${currency}`;

/**
 * A line's trace in sentences that a person can follow with a pencil: what was read, what the plan makes of it, and the one
 * rounding at the end. Every number stands in the trace or follows from it.
 *
 * @param trace as it is stored
 * @param currency of the line
 */
export function explainTrace(trace: StoredTrace, currency: string): string[] {
  const amount = money(amountOfTrace(trace), currency);
  switch (trace.kind) {
    case "TARGET_BONUS":
      return [...targetBonus(trace), ...rounding(trace, amount)];
    case "COMMISSION":
      return [...commission(trace), ...rounding(trace, amount)];
    case "EVENT_BONUS":
      return [...eventBonus(trace), ...rounding(trace, amount)];
    case "TEAM_POOL":
      return [
        ...teamPool(trace),
        `Of the pool of ${money(trace.part.amount, currency)}, ${toldPart(trace.part)}: ${amount}.`,
      ];
    case "HOLD":
    case "RELEASE":
    case "FORFEIT":
      return held(trace, currency, amount);
    case "CLAWBACK":
      return clawback(trace, currency, amount);
    case "PRIOR_PERIOD":
      return priorPeriod(trace, currency, amount);
    case "ADJUSTMENT":
      return [`By hand, agreed on by two people: ${trace.reason}. ${amount}.`];
    default:
      return settled(trace, currency, amount);
  }
}

const rounding = (
  { modifiers, unrounded, currency }: Stored<TargetBonusTrace | CommissionTrace | EventBonusTrace>,
  amount: string,
): string[] => [
  ...toldModifiers(modifiers, currency),
  `That is ${money(fraction(unrounded), currency)}, rounded once, half away from zero: ${amount}.`,
];

const targetBonus = ({ targets, weight, reading, curve, ifNull, currency }: Stored<TargetBonusTrace>): string[] => [
  ...targets.map(
    ({ amount, per, days, of }) =>
      `Target: ${money(amount, currency)} a ${per.toLowerCase()} × ${days} of ${of} days = ` +
      `${money(over(whole(BigInt(amount) * BigInt(days)), whole(of)), currency)}.`,
  ),
  toldReading(reading, currency),
  toldPayout(reading, curve, ifNull),
  `Target × weight ${weight} × that factor.`,
];

function commission({ credits, basis, accumulate, earlier, tiers, goal, currency }: Stored<CommissionTrace>): string[] {
  const basisOf = ({ value, profit }: Credit): bigint => BigInt(basis === "REVENUE" ? value : (profit ?? 0));
  const sum = credits.reduce((all, credit) => all + basisOf(credit), 0n);
  const unit = tiers.by === "VALUE" ? ` ${currency}` : " of the goal";
  const steps = tiers.steps.map(({ from, rate }) => `${rate} from ${from}${unit}`).join(", ");
  const prorated = goalOf(goal);
  const counted = `${credits.length} credits count with their ${basis.toLowerCase()}: ${money(sum, currency)}.`;
  const rates = `Rates (${tiers.how}, by ${HOW_OFTEN[accumulate]}): ${steps}.`;
  const isGoingOn = accumulate === "YEAR_TO_DATE" || earlier !== "0";
  return [
    ...credits.map((credit) => `${toldCredit(credit)}: ${money(basisOf(credit), currency)}.`),
    counted,
    rates,
    ...(prorated === null ? [] : [`The goal is ${shown(prorated)} ${currency}.`]),
    ...(isGoingOn ? [toDate(BigInt(earlier), sum)] : []),
  ];

  function toDate(was: bigint, more: bigint): string {
    const span = accumulate === "YEAR_TO_DATE" ? "year" : "period";
    const earns = (volume: bigint): string => money(byTiers(whole(volume), tiers, prorated, currency), currency);
    const now = `the ${span} now earns ${earns(was + more)} for ${money(was + more, currency)}`;
    return `By ${span} to date ${now}, less ${earns(was)} for the ${money(was, currency)} from before.`;
  }
}

const HOW_OFTEN = { EVENT: "each event", PERIOD: "the period's sum", YEAR_TO_DATE: "the year's sum" } as const;

function eventBonus({ credits, amount, upTo, earlier, currency }: Stored<EventBonusTrace>): string[] {
  const shares = credits.reduce((sum, { share }) => sum + share, 0);
  const events = shown({ numerator: BigInt(shares), denominator: 10_000n });
  const limit = upTo === null ? "" : `, at most ${upTo.count} per ${upTo.per.toLowerCase()}`;
  const before = earlier === 0 ? "" : `, after ${shown({ numerator: BigInt(earlier), denominator: 10_000n })} before`;
  return [
    ...credits.map((credit) => `${toldCredit(credit)}.`),
    `${money(inMinor(amount, currency), currency)} for each of ${events} events${limit}${before}.`,
  ];
}

const teamPool = (trace: Stored<TeamPoolTrace>): string[] => [
  trace.fund.of === "AMOUNT"
    ? `The pool is ${trace.fund.amount} ${trace.currency}${toldUnder(trace.under)} at 100 %.`
    : `The pool is ${trace.fund.part} of the team's targets of ${money(fraction(trace.targets!), trace.currency)} at 100 %.`,
  toldReading(trace.reading, trace.currency),
  toldPayout(trace.reading, trace.curve, trace.ifNull),
  ...toldModifiers(trace.modifiers, trace.currency),
];

const partOf = ({ amount, weight, whole: all, unit }: Stored<Part>): bigint =>
  amountOfPart({ amount: minor(BigInt(amount)), weight: BigInt(weight), whole: BigInt(all), unit });

const toldPart = ({ weight, whole: all, unit }: Stored<Part>): string =>
  `${shownQuotient({ numerator: BigInt(weight), denominator: BigInt(all) })} is this part${unit === 1 ? ", with a unit that was left of the rounding" : ""}`;

function toldCredit({ id, creditedOn, share, sold }: Credit): string {
  const products = (sold ?? []).map(({ product }) => product ?? "no product named");
  const part = Math.abs(share) === 10_000 ? "" : ` (${share / 100} % of it)`;
  return `${id} on ${creditedOn}${part}${products.length === 0 ? "" : `, of it ${products.join(", ")}`}`;
}

function held(trace: TraceOf<"HOLD" | "RELEASE" | "FORFEIT">, currency: string, amount: string): string[] {
  const { credit, attributed, part, until } = trace;
  const pay = `${toldCredit(credit)} was paid ${money(partOf(attributed), currency)}; ${part} of it is held until ${WAITS[until]}.`;
  if (trace.kind === "HOLD") return [pay, `Held: ${amount}.`];
  const why = `${ENDED[trace.because]} on ${trace.on}`;
  return [pay, trace.kind === "RELEASE" ? `${why}: ${amount} is paid.` : `${why}: what was held stays unpaid.`];
}

const WAITS = {
  FIRST_RENEWAL: "the customer renews",
  SECOND_PURCHASE: "the customer buys again",
  MONTHS: "the months are over",
} as const;
const ENDED = {
  PROVED: "The customer proved retained",
  LOST: "The customer was lost",
  NOT_PROVED: "The time to prove it was over",
  LEFT: "You left",
} as const;

function clawback(trace: TraceOf<"CLAWBACK">, currency: string, amount: string): string[] {
  const { credit, lostOn, rated, attributed, held: kept, months, served } = trace;
  const net = partOf(attributed) - BigInt(kept);
  return [
    `The customer of ${toldCredit(credit)} was lost on ${lostOn}, after ${served} full months of ${months}.`,
    `It was paid ${money(partOf(rated), currency)} by the rate and ${money(net, currency)} in the end: the smaller counts.`,
    `${months - served} ÷ ${months} of it is taken back: ${amount}.`,
  ];
}

function priorPeriod({ recomputed, paid }: TraceOf<"PRIOR_PERIOD">, currency: string, amount: string): string[] {
  const sum = paid.reduce((all, line) => all + BigInt(line.amount), 0n);
  const should = recomputed === null ? "nothing" : money(amountOfTrace(recomputed), currency);
  return [
    `By what is known now the earlier period should have paid ${should}:`,
    ...(recomputed === null ? [] : explainTrace(recomputed, currency)),
    `It paid ${money(sum, currency)} on ${paid.length} lines; the difference is ${amount}.`,
  ];
}

function settled(
  trace: TraceOf<"DRAW" | "DRAW_RECOVERY" | "CARRIED_FORWARD" | "BROUGHT_FORWARD">,
  currency: string,
  amount: string,
): string[] {
  const already = trace.paid === "0" ? "" : ` ${money(trace.paid, currency)} of it was paid before.`;
  switch (trace.kind) {
    case "DRAW": {
      const draw = `The draw is ${trace.draw} ${currency} × ${trace.days} of ${trace.of} days`;
      return [`${draw}; earned were ${money(trace.earned, currency)}.${already}`, `Topped up: ${amount}.`];
    }
    case "DRAW_RECOVERY": {
      const owed = `${money(trace.owed, currency)} is owed, and ${money(trace.beyond, currency)} was earned beyond the draw`;
      return [`${owed}: the smaller is recovered.${already}`, `Recovered: ${amount}.`];
    }
    case "CARRIED_FORWARD":
      return [`The total would be ${money(trace.total, currency)}: it is carried.${already}`, `Carried: ${amount}.`];
    case "BROUGHT_FORWARD":
      return [`The period before carried ${money(trace.carried, currency)}.${already}`, `Brought: ${amount}.`];
  }
}
