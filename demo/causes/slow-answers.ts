import type { DayNumber } from "../days";
import { courseOf, streamOf, type Course, type Life } from "../customer/life";
import { STEP_DAYS, STEPS } from "../timeline";

/** A question of the customer. */
export interface Request {
  readonly day: DayNumber;
  /** null: never answered */
  readonly hours: number | null;
}

const PER_STEP = 0.6;
const PER_QUIET_STEP = 0.08;
const UNANSWERED = 0.03;
const FAILURE_SLOWS = 2;
const WINDOW_DAYS = 270;
/** Hours after which an answer is called slow. */
const SLOW_HOURS = 48;

/**
 * The decoy. Whoever neglects customers also answers slowly, and failures make the queue long, so slow answers and losses
 * go together; but no customer leaves for it: given neglect and failures, the hours tell nothing.
 */
export function requests(life: Life, quiet: readonly boolean[], failure: Course): Request[] {
  const random = streamOf(life, "requests");
  const { timeline } = life.world;
  return Array.from({ length: STEPS }, (_, step) => step).flatMap((step) => {
    const day = timeline.firstDay(step) + random.whole(0, STEP_DAYS - 1);
    if (!random.chance(quiet[step] ? PER_QUIET_STEP : PER_STEP) || day <= life.from) return [];
    const negligence = life.team.managerOn(day)?.negligence ?? 0.5;
    const queue = 1 + FAILURE_SLOWS * (failure[step] as number);
    const hours = 5 * queue * Math.exp(2 * negligence + 0.6 * random.normal());
    return [{ day, hours: random.chance(UNANSWERED) ? null : Math.max(1, Math.round(hours)) }];
  });
}

/** Mean hours to an answer over nine months, against two days; 0 without a question. No cause. */
export const slowAnswers = (life: Life, asked: readonly Request[]): Course =>
  courseOf(life, (asOf) => {
    const recent = asked.flatMap(({ day, hours }) => (asOf - WINDOW_DAYS < day && day <= asOf && hours ? [hours] : []));
    const mean = recent.reduce((sum, hours) => sum + hours, 0) / Math.max(1, recent.length);
    return Math.min(1, mean / SLOW_HOURS);
  });
