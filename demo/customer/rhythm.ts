import { FOREVER, type DayNumber } from "../days";
import { erlangSurvival } from "../random";
import type { Sink } from "../sink";
import { HORIZON_STEPS, STEPS } from "../timeline";
import type { Decision } from "../hazard";
import { writeForecast } from "../truth";
import { drawMonths, monthlyDecisions } from "./by-month";
import { STAYS, type Ending } from "./ending";
import type { Experience } from "./experience";
import { streamOf, type Life } from "./life";

/** The days on which a customer buys, and when its silence has become a loss. */
export interface Rhythm {
  readonly days: readonly DayNumber[];
  readonly meanGapDays: number;
  readonly ending: Ending;
}

/** Gaps are Erlang distributed: the larger the shape, the more regular. Three median gaps of silence are then rare. */
const SHAPE = 5;
const SHORTEST_GAP = 12;
const LONGEST_GAP = 42;
/** In mean gaps: from then on everybody sees that the customer is gone, and nothing is foretold any more. */
const VISIBLE_GAPS = 3;
const BACK = 0.12;

/** Buys again and again until it silently stops; some return long after. */
export function rhythmOf(life: Life, experience: Experience, sink: Sink): Rhythm {
  const random = streamOf(life, "rhythm");
  const { timeline } = life.world;
  const meanGapDays = random.within(SHORTEST_GAP, LONGEST_GAP);
  const decisions = monthlyDecisions(life, experience);
  const stopsIn = drawMonths(life, experience, decisions, sink);
  const gap = () => Math.max(1, Math.round(random.erlang(SHAPE, meanGapDays)));
  const run = (from: DayNumber, to: DayNumber): DayNumber[] => {
    const days: DayNumber[] = [];
    for (let day = from; day < to; day += gap()) days.push(day);
    return days;
  };
  const existed = life.firstStep === 0;
  const last = existed ? life.from - random.whole(1, Math.floor(meanGapDays)) : life.from;
  const bought = run(last, Math.min(timeline.firstDay(stopsIn), timeline.until + 1));
  writeForecasts(life, bought, meanGapDays, decisions, sink);
  const inWindow = bought.filter((day) => day >= timeline.start);
  if (stopsIn === STEPS) return { days: inWindow, meanGapDays, ending: STAYS };
  const silentFrom = bought.at(-1) as DayNumber;
  const back = silentFrom + random.whole(300, 500);
  const again = random.chance(BACK) ? run(back, timeline.until + 1) : [];
  const goneOn = silentFrom + Math.ceil(VISIBLE_GAPS * meanGapDays);
  return { days: [...inWindow, ...again], meanGapDays, ending: { goneOn, backOn: again[0] ?? FOREVER } };
}

function writeForecasts(
  life: Life,
  bought: readonly DayNumber[],
  meanGapDays: number,
  decisions: readonly Decision[],
  sink: Sink,
): void {
  const { timeline } = life.world;
  for (let step = Math.max(1, life.firstStep); step <= STEPS; step++) {
    const asOf = timeline.asOf(step);
    const last = bought.findLast((day) => day <= asOf) as DayNumber;
    if (asOf - last > VISIBLE_GAPS * meanGapDays) return;
    const outlasts = (n: number) => erlangSurvival(SHAPE, meanGapDays, timeline.asOf(n) - last + 0.5);
    const from = Math.max(life.firstStep, timeline.stepOf(last) + 1);
    const chance = silenceChance(from, step, decisions, outlasts);
    const end = timeline.asOf(step + HORIZON_STEPS);
    writeForecast(life, step, chance, !bought.some((day) => asOf < day && day <= end), sink);
  }
}

/**
 * P(no purchase until the horizon's end | none since the last one), exactly. Nobody sees a customer stop, so those who
 * have stopped are weighed against those who are between two purchases:
 *
 *     W(n) = Σ_{j<n} stays(j)·h(j)·S(j) + stays(n)·S(n)        P = W(step + horizon) / W(step), j ≥ from
 *
 * with h the chance to stop in a step, stays(n) the chance of not having stopped before n, and S(n) the chance that a gap
 * outlasts the day before step n. In the numerator the stop may also lie within the horizon.
 *
 * @param from the first step after the last purchase
 */
function silenceChance(
  from: number,
  step: number,
  decisions: readonly Decision[],
  outlasts: (step: number) => number,
): number {
  const weight = (to: number): number => {
    let [stopped, stays] = [0, 1];
    for (let n = from; n < to; n++) {
      const { probability } = decisions[n] as Decision;
      stopped += stays * probability * outlasts(n);
      stays *= 1 - probability;
    }
    return stopped + stays * outlasts(to);
  };
  return weight(step + HORIZON_STEPS) / weight(step);
}
