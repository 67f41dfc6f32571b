import { CAUSE_NAMES, LAG_STEPS, LOSS_REASONS, type CauseName, type LossReason } from "./causes/causes";
import type { Experience } from "./customer/experience";
import type { Life } from "./customer/life";
import type { Segment } from "./customer/profile";
import type { DayNumber } from "./days";
import { logistic, type Random } from "./random";
import { STEPS } from "./timeline";

/** RENEWAL: once, at the end of a term. MONTH: in every step, of who buys again and again or pays by the month. */
export type DecisionKind = "RENEWAL" | "MONTH";

/** Log-odds of a loss when nothing is wrong, for a medium customer of long standing. */
const BASE: Readonly<Record<DecisionKind, number>> = { RENEWAL: -3.1, MONTH: -5.6 };

/** Case mix: what a rep cannot influence, and what therefore belongs into an expectation (domain.md §3.3). */
const SEGMENT: Readonly<Record<Segment, number>> = { SMALL: 0.4, MEDIUM: 0, ENTERPRISE: -0.5 };
const INDUSTRY: Readonly<Record<string, number>> = { RETAIL: 0.25, HOSPITALITY: 0.35, HEALTH: -0.2, EDUCATION: -0.3 };
const NEWCOMER = 0.7;
const NEWCOMER_FADES_DAYS = 450;

/** One draw with a known chance: the customer leaves, or stays. */
export interface Decision {
  readonly kind: DecisionKind;
  readonly on: DayNumber;
  /** the step whose state the decision rests on */
  readonly restsOn: number;
  /** log-odds without any cause */
  readonly baseline: number;
  readonly probability: number;
}

/**
 * The model of loss, all of it:
 *
 *     logit p = base + segment + industry + newcomer · e^(−tenure / 450 days) + Σ strength · degree, two steps earlier
 */
export function decisionOn(life: Life, causes: Experience["causes"], kind: DecisionKind, on: DayNumber): Decision {
  const { profile, world } = life;
  const tenure = Math.max(0, on - (profile.acquiredOn ?? on));
  const newcomer = NEWCOMER * Math.exp(-tenure / NEWCOMER_FADES_DAYS);
  const baseline = BASE[kind] + SEGMENT[profile.segment] + (INDUSTRY[profile.industry] ?? 0) + newcomer;
  const restsOn = Math.min(STEPS, Math.max(life.firstStep, world.timeline.stepOf(on) - LAG_STEPS));
  const caused = CAUSE_NAMES.reduce((sum, name) => sum + world.strengths[name] * (causes[name][restsOn] as number), 0);
  return { kind, on, restsOn, baseline, probability: logistic(baseline + caused) };
}

/** The reason a lost customer gives: that of one of its causes, each as likely as it weighs. */
export function reasonFor(life: Life, causes: Experience["causes"], { restsOn }: Decision, random: Random): LossReason {
  const weights = CAUSE_NAMES.map((name): readonly [CauseName | "BASELINE", number] => [
    name,
    Math.max(0, life.world.strengths[name] * (causes[name][restsOn] as number)),
  ]);
  return random.weighted(LOSS_REASONS[random.weighted([...weights, ["BASELINE" as const, 0.5]])]);
}
