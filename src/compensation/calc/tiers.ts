import { decimals, type Fraction, ONE, unitOf } from "./exact";
import type { Tiers } from "./plan";

/** Tiers made ready. */
export interface Tiering {
  /** @param goal in the major unit; null where there is none */
  against(goal: Fraction | null): Thresholds;
  /** the place of the tier that a volume reaches, whatever its sign */
  reachedBy(volume: bigint, thresholds: Thresholds): number;
  /** what a volume earns that reaches a tier, in minor units; every answer has the same denominator */
  payFor(volume: bigint, reached: number, thresholds: Thresholds): Fraction;
  /** a volume at the one rate of a tier, in minor units; null where every tier keeps its own */
  atRateOf(reached: number, volume: bigint): Fraction | null;
  /** the tiers up to one that was reached: all that says what is earned there */
  upTo(reached: number): Tiers;
}

/** Where tiers begin: a volume reaches one from where volume × scale ≥ its threshold × goal. */
export interface Thresholds {
  readonly goal: bigint;
  readonly scale: bigint;
  /** the last tier that can be reached */
  readonly last: number;
  /** what pay is over */
  readonly denominator: bigint;
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
 */
export function tieringOf(tiers: Tiers, currency: string): Tiering {
  const isMarginal = tiers.how === "MARGINAL";
  const { numerators: shares, denominator: shareUnit } = decimals(tiers.steps.map(({ from }) => from));
  const { numerators: rates, denominator: rateUnit } = decimals(tiers.steps.map(({ rate }) => rate));
  const froms = shares.map((share) => share * unitOf(currency));
  const earnedBelow = rates.map((_, at) =>
    rates.slice(0, at).reduce((sum, rate, below) => sum + rate * (froms[below + 1]! - froms[below]!), 0n),
  );
  const parts = tiers.steps.map((_, at): Tiers => ({ ...tiers, steps: tiers.steps.slice(0, at + 1) }));

  const held = ({ numerator, denominator }: Fraction, last: number): Thresholds => {
    const scale = shareUnit * denominator;
    return { goal: numerator, scale, last, denominator: isMarginal ? scale * rateUnit : rateUnit };
  };
  const unreachable = held(ONE, 0);
  const byValue = held(ONE, rates.length - 1);
  const earnedAt = (size: bigint, at: number, { goal, scale }: Thresholds): bigint =>
    isMarginal ? earnedBelow[at]! * goal + (size * scale - froms[at]! * goal) * rates[at]! : size * rates[at]!;
  return {
    against(goal) {
      if (tiers.by === "VALUE") return byValue;
      return goal === null || goal.numerator <= 0n ? unreachable : held(goal, rates.length - 1);
    },
    reachedBy(volume, { goal, scale, last }) {
      if (last === 0) return 0;
      const scaled = (volume < 0n ? -volume : volume) * scale;
      let at = last;
      while (at > 0 && scaled < froms[at]! * goal) at--;
      return at;
    },
    payFor: (volume, at, thresholds) => ({
      numerator: volume < 0n ? -earnedAt(-volume, at, thresholds) : earnedAt(volume, at, thresholds),
      denominator: thresholds.denominator,
    }),
    atRateOf: (at, volume) => (isMarginal ? null : { numerator: volume * rates[at]!, denominator: rateUnit }),
    upTo: (reached) => parts[reached]!,
  };
}
