import { weightedMedian } from "../../kernel/statistics";
import type { Tally } from "../../retention/measures/figure";
import type { Counted, Measure } from "../../retention/measures/measure";
import { decimal, type Fraction, over, times, unitOf } from "../calc/exact";

const ONE: Fraction = { numerator: 1n, denominator: 1n };
/** Points are told of a hundred. */
const HUNDRED: Fraction = { numerator: 100n, denominator: 1n };
/** Of an hour. The middle of times on a clock is no exact number to begin with. */
const DECIMALS = 6;

/**
 * What a tally comes to in the measure's unit, as `figureOf` tells it on a scorecard, but exactly; amounts in the major unit.
 *
 * @returns null when there was nothing to measure
 */
export function exactFigure(measure: Measure, tally: Tally, currency: string): Fraction | null {
  if (measure.numerator === null) {
    const median = weightedMedian(tally.samples);
    return median === null ? null : decimal(median.toFixed(DECIMALS));
  }
  const isEmpty = tally.customers + tally.shared.size === 0;
  const bottom = inUnits(measure.denominator, tally.denominator, tally.whole, currency);
  if (isEmpty || bottom.numerator === 0n) return null;
  const top = inUnits(measure.numerator, tally.numerator, tally.whole, currency);
  const figure = signed(over(top, bottom));
  return measure.unit === "POINTS" ? times(HUNDRED, figure) : figure;
}

/** Where nothing is counted stands 1: a sum has nothing below the line. */
function inUnits(counted: Counted | null, sum: bigint, whole: bigint, currency: string): Fraction {
  if (counted === null) return ONE;
  return { numerator: sum, denominator: counted === "COUNT" ? whole : unitOf(currency) };
}

const signed = ({ numerator, denominator }: Fraction): Fraction =>
  denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
