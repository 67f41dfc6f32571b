import { CAUSE_NAMES } from "./causes/causes";
import type { Experience } from "./customer/experience";
import { iso } from "./days";
import type { Life } from "./customer/life";
import type { Decision } from "./hazard";
import type { Sink } from "./sink";
import { HORIZON_STEPS } from "./timeline";

const DECIMALS = 6;

/** One draw, what it rested on, and how it fell. */
export function writeDecision(life: Life, experience: Experience, decision: Decision, lost: boolean, sink: Sink): void {
  const degree = (name: (typeof CAUSE_NAMES)[number]) => experience.causes[name][decision.restsOn]?.toFixed(4) ?? "";
  sink.write("decisions", {
    ...{ customer: life.profile.id, kind: decision.kind },
    on: iso(decision.on),
    baseline: decision.baseline.toFixed(4),
    NEGLECT: degree("NEGLECT"),
    FAILURE: degree("FAILURE"),
    PRICE: degree("PRICE"),
    CHAMPION_LOSS: degree("CHAMPION_LOSS"),
    REP_CHANGE: degree("REP_CHANGE"),
    UNOBSERVED: degree("UNOBSERVED"),
    SLOW_ANSWERS: experience.slowAnswers[decision.restsOn]?.toFixed(4) ?? "",
    probability: decision.probability.toFixed(DECIMALS),
    lost: Number(lost),
  });
}

/**
 * The chance of a loss within the horizon after the day before the step, given everything until then, the unobserved
 * included, the future not. `lost` is null when the horizon reaches beyond the last day.
 */
export function writeForecast(life: Life, step: number, probability: number, lost: boolean | null, sink: Sink): void {
  const { timeline } = life.world;
  const known = lost !== null && timeline.asOf(step + HORIZON_STEPS) <= timeline.until;
  sink.write("truth", {
    customer: life.profile.id,
    asOf: iso(timeline.asOf(step)),
    relationship: life.profile.relationship,
    probability: probability.toFixed(DECIMALS),
    lost: known ? Number(lost) : null,
  });
}
