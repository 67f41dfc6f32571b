import { FOREVER, type DayNumber } from "../days";
import { Random } from "../random";
import { STEPS } from "../timeline";
import type { World } from "../world";
import { teamOf, type AccountTeam } from "./account-team";
import type { Profile } from "./profile";

/**
 * A degree between 0 and 1 at the end of the day before each step, `STEPS + 1` of them: what is known on that day, and
 * nothing of what comes after it.
 */
export type Course = Float64Array;

/** A customer in the years we look at. Everything the causes do is drawn as if it stayed; the loss then cuts it off. */
export interface Life {
  readonly world: World;
  readonly profile: Profile;
  readonly team: AccountTeam;
  /** the day it was acquired, or the first day when it was there before */
  readonly from: DayNumber;
  /** the first step that begins with the customer in place */
  readonly firstStep: number;
}

export function lifeOf(world: World, profile: Profile): Life {
  const acquiredOn = profile.acquiredOn ?? FOREVER;
  const from = Math.max(acquiredOn, world.timeline.start);
  const firstStep = acquiredOn < from ? 0 : world.timeline.stepOf(from) + 1;
  return { world, profile, team: teamOf(world, profile), from, firstStep };
}

/** A stream of this customer's own, for one purpose. */
export const streamOf = ({ world, profile }: Life, purpose: string): Random =>
  new Random(world.seed, purpose, profile.index);

export const courseOf = (life: Life, degree: (asOf: DayNumber, step: number) => number): Course => {
  const course = new Float64Array(STEPS + 1);
  for (let step = life.firstStep; step <= STEPS; step++) course[step] = degree(life.world.timeline.asOf(step), step);
  return course;
};

/** Whether a spell that comes and goes is on, step by step; the chances are per step of 30 days. */
export function spells(life: Life, random: Random, onset: (step: number) => number, ends: number): boolean[] {
  let on = false;
  return Array.from({ length: STEPS }, (_, step) => {
    if (step < life.firstStep - 1) return false;
    on = on ? !random.chance(ends) : random.chance(onset(step));
    return on;
  });
}
