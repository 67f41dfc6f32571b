import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { buyersAsOf } from "../../value/models/buyers.queries";
import { type BgNbd, fitBgNbd, type PurchaseHistory } from "../../value/models/calc/bg-nbd";
import { historyOf } from "../../value/models/calc/buyer";
import { lostAmong, sliceOf } from "./calc/examples";
import { learnProbability, type ProbabilityModel } from "./calc/probability-model";
import type { NewRiskFit, RiskRelationship } from "./calc/risk-fit";
import type { Reading } from "./calc/readings";
import { slicesOf } from "./calc/study-days";
import { highestTenth, judge, type Validation, verdictOn } from "./calc/validation";
import type { Look } from "./look";
import { examplesOf, type Study, studyOf } from "./study";
import { type AlarmRule, watchAlarms, type Watched } from "./watch-alarms";

/** Fewer losses teach nothing (domain §4, *Probability*). */
const FEWEST_LOSSES = 50;

/**
 * Learns the probability of a loss from the company's own history, of customers under contract and of those who buy order by
 * order, and judges each by the latest days, of which it knew nothing. What is used later is learnt anew from all days.
 *
 * @throws FX_RATE_MISSING
 */
export async function studyCompany(context: Context, asOf: Day): Promise<NewRiskFit[]> {
  const study = await studyOf(context, asOf);
  const buyers = await buyersAsOf(context, asOf, asOf, null);
  const learnt = [
    learn(study, "CONTRACT", null),
    learn(study, "REPEAT_PURCHASE", buyingOf(buyers.map(historyOf))),
  ] as const;
  const rules = learnt.flatMap(({ trial }) => trial?.rule ?? []);
  const alarms = await watchAlarms(context, study, slicesOf(study.looks, study.ground.model.horizonDays).later, rules);
  return learnt.map((one) => fitOf(study, one, alarms.get(one.relationship) ?? null));
}

/** What one relationship's customers taught; null where they taught nothing. */
interface Lesson {
  readonly relationship: RiskRelationship;
  readonly customers: number;
  readonly losses: number;
  readonly model: ProbabilityModel | null;
  readonly buying: BgNbd | null;
  readonly trial: Trial | null;
}

/** What was learnt from the earlier days alone, and how it did on the later ones. */
interface Trial {
  readonly rule: AlarmRule;
  readonly validation: Omit<Validation, keyof Watched>;
}

function learn(study: Study, relationship: RiskRelationship, buying: BgNbd | null): Lesson {
  const all = examplesOf(study, study.looks, relationship, readingIn(study, buying));
  const losses = lostAmong(all);
  const enough = losses >= FEWEST_LOSSES;
  return {
    ...{ relationship, customers: all.length, losses, buying },
    model: enough ? learnProbability(all) : null,
    trial: enough ? tryOut(study, relationship) : null,
  };
}

function tryOut(study: Study, relationship: RiskRelationship): Trial | null {
  const { horizonDays } = study.ground.model;
  const { earlier, later } = slicesOf(study.looks, horizonDays);
  if (earlier.length === 0) return null;
  // As buying was known when the later days began.
  const buying = relationship === "CONTRACT" ? null : buyingOf(later.at(-1)!.histories);
  const reading = readingIn(study, buying);
  const before = examplesOf(study, earlier, relationship, reading);
  const after = examplesOf(study, later, relationship, reading);
  const model = learnProbability(before);
  if (model === null || after.length === 0) return null;
  const validation = {
    ...judge(model, before, after),
    learnt: sliceOf(daysOf(earlier), before, horizonDays),
    judged: sliceOf(daysOf(later), after, horizonDays),
  };
  return { rule: { relationship, model, reading, threshold: highestTenth(model, before) }, validation };
}

const readingIn = ({ ground: { model, definition } }: Study, buying: BgNbd | null): Reading => ({
  ...{ horizonDays: model.horizonDays, lapse: definition.lapse, buying },
});

const daysOf = (looks: readonly Look[]): Day[] => looks.map(({ on }) => on).sort();

function buyingOf(histories: readonly PurchaseHistory[]): BgNbd | null {
  const fit = fitBgNbd(histories);
  return fit.status === "FITTED" ? fit.parameters : null;
}

function fitOf({ asOf, ground, looks }: Study, lesson: Lesson, watched: Watched | null): NewRiskFit {
  const { relationship, customers, losses, model, buying, trial } = lesson;
  const about = {
    ...{ relationship, asOf, customers, losses, horizonDays: ground.model.horizonDays },
    ...{ riskModelVersion: ground.model.version, definitionVersion: ground.definition.version },
  };
  if (!model || !trial || !watched) {
    const reason = `Too few outcomes: ${losses} losses on ${looks.length} days; at least ${FEWEST_LOSSES} are needed, some of them a horizon before the latest third of the days.`;
    return { ...about, status: "TOO_FEW_OUTCOMES", reason, model: null, buying: null, validation: null };
  }
  const validation = { ...trial.validation, ...watched };
  const { on, reason } = verdictOn(validation);
  return { ...about, status: on ? "ON" : "OFF", reason, model, buying, validation };
}
