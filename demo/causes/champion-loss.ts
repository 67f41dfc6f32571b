import { FOREVER, type DayNumber } from "../days";
import { courseOf, streamOf, type Course, type Life } from "../customer/life";
import { STEP_DAYS, STEPS } from "../timeline";

const CHAMPIONS = 0.85;
const LEAVES_PER_STEP = 0.012;
const FULL_DAYS = 180;
const FORGOTTEN_DAYS = 360;

/** The day on which the customer's champion leaves; FOREVER when it stays, null when there is none. */
export function championLeaves(life: Life): DayNumber | null {
  const random = streamOf(life, "champion");
  if (!random.chance(CHAMPIONS)) return null;
  for (let step = life.firstStep; step < STEPS; step++)
    if (random.chance(LEAVES_PER_STEP)) return life.world.timeline.firstDay(step) + random.whole(0, STEP_DAYS - 1);
  return FOREVER;
}

/** Nobody speaks for us: fully for half a year, then less, and after a year others have learned to. */
export const championLoss = (life: Life, leftOn: DayNumber | null): Course =>
  courseOf(life, (asOf) => {
    if (leftOn === null || leftOn > asOf) return 0;
    return Math.min(1, Math.max(0, (FORGOTTEN_DAYS - (asOf - leftOn)) / (FORGOTTEN_DAYS - FULL_DAYS)));
  });
