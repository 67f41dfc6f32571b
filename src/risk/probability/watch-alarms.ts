import { addDays } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { bandOf } from "../assessments/calc/assessment";
import type { RiskBand } from "../models/calc/risk-model";
import { alarmsOf } from "./calc/alarms";
import { probabilityOf, type ProbabilityModel } from "./calc/probability-model";
import { type Reading, readingsOf } from "./calc/readings";
import type { RiskRelationship } from "./calc/risk-fit";
import { watchDays } from "./calc/study-days";
import type { Validation } from "./calc/validation";
import { type Look, lookAt } from "./look";
import { breathe, type Study } from "./study";

/** What raises an alarm by probability: from the threshold on. */
export interface AlarmRule {
  readonly relationship: RiskRelationship;
  readonly model: ProbabilityModel;
  readonly reading: Reading;
  readonly threshold: number;
}

export type Watched = Pick<Validation, "byBand" | "byProbability">;

const ALARMING: readonly RiskBand[] = ["AT_RISK", "CRITICAL"];

/**
 * How early, and how often for nothing, alarms would have stood on the later days: by the bands, and by probability. One pass
 * over the days serves all rules.
 *
 * @param later the latest first
 * @returns by relationship
 */
export async function watchAlarms(
  context: Context,
  { ground, asOf, losses }: Study,
  later: readonly Look[],
  rules: readonly AlarmRule[],
): Promise<ReadonlyMap<RiskRelationship, Watched>> {
  const { horizonDays } = ground.model;
  const until = addDays(asOf, -ground.definition.graceDays);
  const days = watchDays(later.at(-1)?.on ?? until, until, horizonDays);
  const watchers = rules.map((rule) => ({ rule, ...watcher(ground.model, rule, days.length) }));
  for (const [at, on] of days.entries()) {
    await breathe(context);
    const look = later.find((known) => known.on === on) ?? (await lookAt(context, on, ground));
    for (const { see } of watchers) see(look, at);
  }
  const watch = { days, until, horizonDays };
  return new Map(
    watchers.map(({ rule: { relationship }, byBand, byProbability }) => [
      relationship,
      {
        byBand: alarmsOf({ ...watch, alarmed: byBand }, losses[relationship]),
        byProbability: alarmsOf({ ...watch, alarmed: byProbability }, losses[relationship]),
      },
    ]),
  );
}

/** Goes through the looks in the order of their days: a band holds a customer by the model's hysteresis. */
function watcher({ thresholds, hysteresis }: Study["ground"]["model"], rule: AlarmRule, days: number) {
  const { relationship, model, reading, threshold } = rule;
  const byBand = new Map<string, boolean[]>();
  const byProbability = new Map<string, boolean[]>();
  let bands: ReadonlyMap<string, RiskBand> = new Map();
  const note = (alarms: Map<string, boolean[]>, customerId: string, at: number): void => {
    const own = alarms.get(customerId) ?? new Array<boolean>(days).fill(false);
    own[at] = true;
    alarms.set(customerId, own);
  };
  const see = ({ seen }: Look, at: number): void => {
    const now = new Map<string, RiskBand>();
    for (const one of seen) {
      const { customerId } = one.facts;
      if (one.facts.relationship !== relationship) continue;
      const band = bandOf(one.score, thresholds, hysteresis, bands.get(customerId) ?? null);
      now.set(customerId, band);
      if (ALARMING.includes(band)) note(byBand, customerId, at);
      if (probabilityOf(model, readingsOf(one.heard, one.facts, one.history, reading)) >= threshold)
        note(byProbability, customerId, at);
    }
    bands = now;
  };
  return { byBand, byProbability, see };
}
