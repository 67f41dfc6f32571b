import { exponentOf, formatAmount, minor } from "../../kernel/money";
import { divideRounded } from "../../kernel/rate";
import { type Weighted, weightedMedian } from "../../kernel/statistics";
import type { Share } from "../credit/calc/share";
import type { Counted, FactKind, Facts, Measure, MeasureUnit } from "./measure";

/** A customer in a book, with the facts that a measure asks for; or several held whole, with facts that add up. */
export interface Counting<Kind extends FactKind = FactKind> {
  /** null for several */
  readonly customerId: string | null;
  /** of several, as many wholes */
  readonly share: Share;
  readonly facts: Facts[Kind];
}

/** What a measure comes to over a book. */
export interface Figure {
  /** in the measure's unit; null when there was nothing to measure: an empty book is not 0 % */
  readonly value: number | null;
  /** the value of a measure in money, rounded to the minor unit; null for any other */
  readonly amount: string | null;
  /** decimal text: customers, renewals, … by shares, or an amount in the major unit; null for a median */
  readonly numerator: string | null;
  /** null for a sum */
  readonly denominator: string | null;
  /** how many customers are in it */
  readonly sampleSize: number;
}

/** What a part of a book adds up to. Tallies of parts that share no rep add up to the tally of the whole. */
export interface Tally {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** what a median is the middle of */
  readonly samples: readonly Weighted[];
  /** the weight of one whole customer */
  readonly whole: bigint;
  /** customers held whole: nobody else's tally has them */
  readonly customers: number;
  /** customers held in part */
  readonly shared: ReadonlySet<string>;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Adds up what customers give to a measure, each of them once. Their order does not matter. */
export function tallyOf<Kind extends FactKind>(measure: Measure<Kind>, book: Iterable<Counting<Kind>>): Tally {
  let [numerator, denominator, whole, customers] = [0n, 0n, 1n, 0];
  const samples: Weighted[] = [];
  let shared: Set<string> | null = null;
  for (const { customerId, share, facts } of book) {
    const part = measure.part(facts, share);
    if (!part) continue;
    numerator += part.numerator;
    denominator += part.denominator;
    for (const value of part.samples ?? []) samples.push({ value, weight: share.weight });
    whole = share.whole;
    if (customerId === null) customers += Number(share.weight / share.whole);
    else if (share.weight === share.whole) customers++;
    else (shared ??= new Set()).add(customerId);
  }
  return { numerator, denominator, samples, whole, customers, shared: shared ?? NOBODY };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const [sole] = tallies;
  if (sole && tallies.length === 1) return sole;
  let [numerator, denominator, whole, customers] = [0n, 0n, 1n, 0];
  const samples: Weighted[] = [];
  const shared = new Set<string>();
  for (const tally of tallies) {
    numerator += tally.numerator;
    denominator += tally.denominator;
    for (const sample of tally.samples) samples.push(sample);
    if (tally.whole > whole) whole = tally.whole;
    customers += tally.customers;
    for (const customer of tally.shared) shared.add(customer);
  }
  return { numerator, denominator, samples, whole, customers, shared };
}

/** What a tally says, in the measure's unit. */
export function figureOf(measure: Measure, tally: Tally, currency: string): Figure {
  const { numerator, denominator, whole } = tally;
  const text = (counted: Counted | null, sum: bigint): string | null => toldAs(counted, sum, whole, currency);
  const top = inUnits(measure.numerator, numerator, whole, currency);
  const bottom = inUnits(measure.denominator, denominator, whole, currency);
  const sampleSize = tally.customers + tally.shared.size;
  const quotient = sampleSize === 0 || bottom === 0 ? null : (perOne(measure.unit) * top) / bottom;
  const value = measure.numerator === null ? weightedMedian(tally.samples) : quotient;
  const amount = () => (measure.denominator === null ? numerator : divideRounded(numerator * whole, denominator));
  return {
    value,
    amount: measure.unit === "MONEY" && value !== null ? formatAmount(minor(amount()), currency) : null,
    numerator: text(measure.numerator, numerator),
    denominator: text(measure.denominator, denominator),
    sampleSize,
  };
}

/** A sum as decimal text: customers by their shares, or an amount in the major unit; null where nothing is counted. */
export function toldAs(counted: Counted | null, sum: bigint, whole: bigint, currency: string): string | null {
  if (counted === null) return null;
  return counted === "COUNT" ? decimal(sum, whole) : formatAmount(minor(sum), currency);
}

/** Where nothing is counted stands 1: a sum has nothing below the line. */
function inUnits(counted: Counted | null, sum: bigint, whole: bigint, currency: string): number {
  if (counted === null) return 1;
  return counted === "COUNT" ? Number(sum) / Number(whole) : Number(sum) / 10 ** exponentOf(currency);
}

/** Points are told of a hundred. */
const perOne = (unit: MeasureUnit): number => (unit === "POINTS" ? 100 : 1);

const DECIMALS = 6;

/** A count of shares as decimal text, with as many decimals as it takes, six at most. */
function decimal(sum: bigint, whole: bigint): string {
  if (sum < 0n) return `-${decimal(-sum, whole)}`;
  const scaled = (sum * 10n ** BigInt(DECIMALS) * 2n + whole) / (whole * 2n);
  const digits = scaled.toString().padStart(DECIMALS + 1, "0");
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`.replace(/\.?0+$/, "");
}
