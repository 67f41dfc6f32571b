import { FOREVER } from "../days";
import { decisionOn, type Decision } from "../hazard";
import type { Sink } from "../sink";
import { HORIZON_STEPS, STEP_DAYS, STEPS } from "../timeline";
import { writeDecision, writeForecast } from "../truth";
import { STAYS, type Ending } from "./ending";
import type { Experience } from "./experience";
import { streamOf, type Life } from "./life";
import { writeContract } from "./term-records";

/** The chance of leaving in each step, as far ahead as the last forecast looks. */
export const monthlyDecisions = (life: Life, { causes }: Experience): Decision[] =>
  Array.from({ length: STEPS + HORIZON_STEPS }, (_, step) =>
    decisionOn(life, causes, "MONTH", life.world.timeline.firstDay(step)),
  );

/** Draws step by step until one is a loss. @returns the step of the loss, or `STEPS` when it stays */
export function drawMonths(life: Life, experience: Experience, decisions: readonly Decision[], sink: Sink): number {
  const random = streamOf(life, "months");
  for (let step = life.firstStep; step < STEPS; step++) {
    const decision = decisions[step] as Decision;
    const lost = random.chance(decision.probability);
    writeDecision(life, experience, decision, lost, sink);
    if (lost) return step;
  }
  return STEPS;
}

/** A contract without an end: the customer may leave in any month, and is seen to. */
export function payByMonth(life: Life, experience: Experience, sink: Sink): Ending {
  const { profile, world } = life;
  const decisions = monthlyDecisions(life, experience);
  const lostIn = drawMonths(life, experience, decisions, sink);
  const day = world.timeline.firstDay(lostIn) + streamOf(life, "notice").whole(0, STEP_DAYS - 1);
  const endedOn = lostIn < STEPS ? day : null;
  const startsOn = profile.acquiredOn ?? life.from;
  const contract = { id: `${profile.id}-K1`, signedOn: startsOn, startsOn, endsOn: FOREVER };
  writeContract(life, { ...contract, value: profile.yearlyValue, replaces: null }, endedOn, sink);
  for (let step = Math.max(1, life.firstStep); step <= Math.min(lostIn, STEPS); step++) {
    const ahead = decisions.slice(step, step + HORIZON_STEPS);
    const stays = ahead.reduce((product, { probability }) => product * (1 - probability), 1);
    writeForecast(life, step, 1 - stays, lostIn < step + HORIZON_STEPS, sink);
  }
  return endedOn === null ? STAYS : { goneOn: endedOn, backOn: FOREVER };
}
