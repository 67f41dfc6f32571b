import { floorDivide } from "../../kernel/rate";
import { decimals, type Fraction, ONE, times, ZERO } from "./exact";
import type { Curve, CurvePoint } from "./plan";

/** What a curve pays, and the part of it that said so: the same curve with the points beside the input only. */
export interface Payout {
  readonly factor: Fraction;
  readonly used: Curve;
}

/** A curve made ready: numbers over common denominators, and its parts cut. */
export type CurveReader = (input: Fraction) => Payout;

/**
 * Reads payouts off a curve, exactly.
 *
 *     STEP     yᵢ                                                 of the last xᵢ ≤ x
 *     LINEAR   yᵢ + (x − xᵢ) · (yᵢ₊₁ − yᵢ) ÷ (xᵢ₊₁ − xᵢ)          between them
 *
 * Below the first point 0; beyond the last one its payout, or uncapped along the last slope. Source: domain §5, *Curves*.
 *
 * @param scale what every payout is multiplied by
 */
export function curveReader(curve: Curve, scale: Fraction = ONE): CurveReader {
  const { numerators: inputs, denominator: inputUnit } = decimals(curve.points.map(({ input }) => input));
  const unscaled = decimals(curve.points.map(({ payout }) => payout));
  const payouts = unscaled.numerators.map((numerator) => numerator * scale.numerator);
  const denominator = unscaled.denominator * scale.denominator;
  const last = inputs.length - 1;
  const parts = curve.points.map((_, at) => partOf(curve, at));
  const below: Payout = {
    factor: times(ZERO, scale),
    used: { ...curve, points: curve.points.slice(0, 1), uncapped: false },
  };
  const rises = lines(inputs, payouts, denominator);
  const flat = payouts.map((numerator, at): Payout => ({ factor: { numerator, denominator }, used: parts[at]! }));
  return (input) => {
    const x = input.numerator * inputUnit;
    // In these units points are whole numbers: the whole part of the input says which of them it reaches.
    const reached = floorDivide(x, input.denominator);
    let at = last;
    while (at >= 0 && reached < inputs[at]!) at--;
    if (at < 0) return below;
    if (curve.how === "STEP" || (at === last && !curve.uncapped)) return flat[at]!;
    const { per, rise, start } = rises[at === last ? last - 1 : at]!;
    return {
      factor: { numerator: start * input.denominator + x * rise, denominator: per * input.denominator },
      used: parts[at]!,
    };
  };
}

/** Between each point and the next: y ÷ unit · per = start + x · rise. */
function lines(
  inputs: readonly bigint[],
  payouts: readonly bigint[],
  unit: bigint,
): { readonly per: bigint; readonly rise: bigint; readonly start: bigint }[] {
  return inputs.slice(1).map((next, at) => {
    const width = next - inputs[at]!;
    const rise = payouts[at + 1]! - payouts[at]!;
    return { per: unit * width, rise, start: payouts[at]! * width - inputs[at]! * rise };
  });
}

function partOf({ how, points, uncapped }: Curve, at: number): Curve {
  const last = at === points.length - 1;
  const from = how === "LINEAR" && last && uncapped ? at - 1 : at;
  const used: readonly CurvePoint[] = points.slice(from, how === "LINEAR" ? from + 2 : from + 1);
  return { how, points: used, uncapped: uncapped && last };
}
