import { decimals, type Fraction, unitOf } from "./exact";
import type { Tiers } from "./plan";

/** Tiers held against a goal, if they are shares of one. */
export interface TierReader {
  /** what a volume earns, in minor units; every answer for the same goal has the same denominator */
  payFor(volume: bigint): Fraction;
  /** the tiers up to the highest one that a volume reaches: all that says what it earns */
  usedFor(volume: bigint): Tiers;
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
export function tiersOf(tiers: Tiers, currency: string): (goal: Fraction | null) => TierReader {
  const { numerators: shares, denominator: shareUnit } = decimals(tiers.steps.map(({ from }) => from));
  const { numerators: rates, denominator: rateUnit } = decimals(tiers.steps.map(({ rate }) => rate));
  const froms = shares.map((share) => share * unitOf(currency));
  const earnedBelow = rates.map((_, at) =>
    rates.slice(0, at).reduce((sum, rate, below) => sum + rate * (froms[below + 1]! - froms[below]!), 0n),
  );
  const parts = tiers.steps.map((_, at): Tiers => ({ ...tiers, steps: tiers.steps.slice(0, at + 1) }));
  const last = rates.length - 1;
  return (goal) => {
    const isReachable = tiers.by === "VALUE" || (goal !== null && goal.numerator > 0n);
    const { numerator, denominator } = tiers.by === "VALUE" || !isReachable ? ONE : goal!;
    const scale = shareUnit * denominator;
    const reached = (size: bigint): number => {
      let at = isReachable ? last : 0;
      if (at === 0) return 0;
      const scaled = size * scale;
      while (at > 0 && scaled < froms[at]! * numerator) at--;
      return at;
    };
    const ofSize = (size: bigint): bigint => {
      const at = reached(size);
      if (tiers.how !== "MARGINAL") return size * rates[at]!;
      return earnedBelow[at]! * numerator + (size * scale - froms[at]! * numerator) * rates[at]!;
    };
    const per = tiers.how === "MARGINAL" ? scale * rateUnit : rateUnit;
    return {
      payFor: (volume) => ({ numerator: volume < 0n ? -ofSize(-volume) : ofSize(volume), denominator: per }),
      usedFor: (volume) => parts[reached(volume < 0n ? -volume : volume)]!,
    };
  };
}

const ONE: Fraction = { numerator: 1n, denominator: 1n };
