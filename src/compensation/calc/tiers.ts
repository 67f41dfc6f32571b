import { decimals, type Fraction, unitOf } from "./exact";
import type { Tiers } from "./plan";

/** Tiers held against a goal, if they are shares of one. */
export interface Tiering {
  /** what a volume earns, in minor units; every answer has the same denominator */
  payFor(volume: bigint): Fraction;
  /** a volume at the one rate that a total reaches, in minor units; null where every tier keeps its own */
  atRateOf(total: bigint, volume: bigint): Fraction | null;
  /** the place of the tier that a volume reaches, whatever its sign */
  reachedBy(volume: bigint): number;
  /** the tiers up to one that was reached: all that says what is earned there */
  upTo(reached: number): Tiers;
}

/**
 * Rates by volume, exactly. With thresholds fᵢ (f₀ = 0) and rates rᵢ, of the last tier with fᵢ ≤ v:
 *
 *     FLAT, RETROACTIVE   T(v) = rᵢ · v
 *     MARGINAL            T(v) = Σⱼ﹤ᵢ rⱼ · (fⱼ₊₁ − fⱼ) + rᵢ · (v − fᵢ)
 *     T(−v) = −T(v):      what is taken back earns back what it earned
 *
 * A boundary value reaches the higher tier. Shares of a goal that is missing or not above 0 are never reached: the first rate
 * holds. Source: domain §5; Oracle, Spiff.
 *
 * @returns a function of the goal, in the major unit; null where there is none
 */
export function tieringOf(tiers: Tiers, currency: string): (goal: Fraction | null) => Tiering {
  const isMarginal = tiers.how === "MARGINAL";
  const { numerators: shares, denominator: shareUnit } = decimals(tiers.steps.map(({ from }) => from));
  const { numerators: rates, denominator: rateUnit } = decimals(tiers.steps.map(({ rate }) => rate));
  const froms = shares.map((share) => share * unitOf(currency));
  const earnedBelow = rates.map((_, at) =>
    rates.slice(0, at).reduce((sum, rate, below) => sum + rate * (froms[below + 1]! - froms[below]!), 0n),
  );
  const parts = tiers.steps.map((_, at): Tiers => ({ ...tiers, steps: tiers.steps.slice(0, at + 1) }));

  const against = ({ numerator, denominator }: Fraction, last: number): Tiering => {
    const scale = shareUnit * denominator;
    const per = isMarginal ? scale * rateUnit : rateUnit;
    const reachedBy = (volume: bigint): number => {
      if (last === 0) return 0;
      const scaled = (volume < 0n ? -volume : volume) * scale;
      let at = last;
      while (at > 0 && scaled < froms[at]! * numerator) at--;
      return at;
    };
    const earnedAt = (size: bigint, at: number): bigint =>
      isMarginal
        ? earnedBelow[at]! * numerator + (size * scale - froms[at]! * numerator) * rates[at]!
        : size * rates[at]!;
    return {
      payFor(volume) {
        const at = reachedBy(volume);
        return { numerator: volume < 0n ? -earnedAt(-volume, at) : earnedAt(volume, at), denominator: per };
      },
      atRateOf: (total, volume) =>
        isMarginal ? null : { numerator: volume * rates[reachedBy(total)]!, denominator: per },
      reachedBy,
      upTo: (reached) => parts[reached]!,
    };
  };
  const unreachable = against(ONE, 0);
  const byValue = against(ONE, rates.length - 1);
  if (tiers.by === "VALUE") return () => byValue;
  return (goal) => (goal === null || goal.numerator <= 0n ? unreachable : against(goal, rates.length - 1));
}

const ONE: Fraction = { numerator: 1n, denominator: 1n };
