import type { DayNumber } from "../days";
import type { Segment } from "../customer/profile";
import { courseOf, spells, streamOf, type Course, type Life } from "../customer/life";

/** Days within which a customer of the segment expects to hear from us after the sale. */
export const CADENCE_DAYS: Readonly<Record<Segment, number>> = { SMALL: 60, MEDIUM: 45, ENTERPRISE: 30 };
/** Chance per step that a customer slips the mind of the best and of the worst account manager. */
const ONSET_BEST = 0.005;
const ONSET_WORST = 0.12;
const ENDS = 0.1;

/** The steps in which nobody of us gets in touch: forgotten, the seat vacant, or the rep on leave. */
export function quietSteps(life: Life): boolean[] {
  const { timeline } = life.world;
  const managers = Array.from({ length: timeline.stepOf(timeline.until) + 1 }, (_, step) =>
    life.team.managerOn(Math.max(timeline.firstDay(step), life.from)),
  );
  const onset = (step: number) => ONSET_BEST + (ONSET_WORST - ONSET_BEST) * (managers[step]?.negligence ?? 1);
  const forgotten = spells(life, streamOf(life, "neglect"), onset, ENDS);
  return forgotten.map((quiet, step) => {
    const day = timeline.firstDay(step);
    const manager = managers[step];
    return quiet || !manager || manager.leaves.some(({ from, to }) => from <= day && day < to);
  });
}

/** The days on which we get in touch: about twice per cadence, never in a quiet step. */
export function touches(life: Life, quiet: readonly boolean[]): DayNumber[] {
  const random = streamOf(life, "touches");
  const { timeline } = life.world;
  const gap = () => Math.max(1, Math.round(random.erlang(3, CADENCE_DAYS[life.profile.segment] * 0.55)));
  const days: DayNumber[] = [];
  for (let day = life.from + gap(); day <= timeline.until; day += gap())
    if (!quiet[timeline.stepOf(day)]) days.push(day);
  return days;
}

/** 0 up to the cadence, 1 from three times the cadence on. `heard`: days of two-way contact, in order. */
export function neglect(life: Life, heard: readonly DayNumber[]): Course {
  const cadence = CADENCE_DAYS[life.profile.segment];
  let next = 0;
  return courseOf(life, (asOf) => {
    while (next < heard.length && (heard[next] as DayNumber) <= asOf) next++;
    const silence = asOf - (heard[next - 1] ?? life.from);
    return Math.min(1, Math.max(0, (silence / cadence - 1) / 2));
  });
}
