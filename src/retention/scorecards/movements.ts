import { minor, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { difference, fxDifference, movementOf } from "../../value/changes/calc/value-change";
import type { MovementStep } from "./movements.type";
import { changesOf, type Scorecard } from "./scorecard";

const STEPS = ["OPENING", "NEW", "EXPANSION", "REACTIVATION", "CONTRACTION", "CHURN", "FX", "CLOSING"] as const;

/** From what a scorecard's book was worth to what it is worth, step by step: opening + movements = closing, exactly. */
export async function movementsOf(
  context: Context,
  scorecard: Scorecard,
): Promise<readonly (readonly [step: MovementStep, amount: Minor])[]> {
  const sums = Object.fromEntries(STEPS.map((step) => [step, 0n])) as Record<MovementStep, bigint>;
  for (const { share, facts: change } of await changesOf(context, scorecard)) {
    const opening = share.of(change.opening);
    const moved = share.of(difference(change));
    const fx = share.of(fxDifference(change));
    const movement = movementOf(change);
    sums.OPENING += opening;
    if (movement !== null) sums[movement] += moved;
    sums.FX += fx;
    sums.CLOSING += opening + moved + fx;
  }
  return STEPS.map((step) => [step, minor(sums[step])]);
}
