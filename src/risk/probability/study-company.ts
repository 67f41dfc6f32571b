import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { buyersAsOf } from "../../value/models/buyers.queries";
import { type BgNbd, fitBgNbd, type PurchaseHistory } from "../../value/models/calc/bg-nbd";
import { historyOf } from "../../value/models/calc/buyer";
import { lostAmong, sliceOf } from "./calc/examples";
import { learnTogether } from "./calc/learn-probability";
import type { ProbabilityModel } from "./calc/probability-model";
import type { NewRiskFit, RiskRelationship } from "./calc/risk-fit";
import type { Reading } from "./calc/readings";
import { slicesOf } from "./calc/study-days";
import { highestTenth, judge, type StudyExample, type Validation, verdictOn } from "./calc/validation";
import type { Look } from "./look";
import { examplesOf, type Study, studyOf } from "./study";
import { type AlarmRule, watchAlarms, type Watched } from "./watch-alarms";

/** Fewer losses teach nothing (domain §4, *Probability*). */
const FEWEST_LOSSES = 50;

/**
 * Learns the probability of a loss from the company's own history, of customers under contract and of those who buy order by
 * order together, and judges it by the latest days, of which it knew nothing. What is used later is learnt anew from all days.
 *
 * @throws FX_RATE_MISSING
 */
export async function studyCompany(context: Context, asOf: Day): Promise<NewRiskFit[]> {
  const study = await studyOf(context, asOf);
  const buyers = await buyersAsOf(context, asOf, asOf, null);
  const lessons = learn(study, buyingOf(buyers.map(historyOf)));
  const rules = lessons.flatMap(({ trial }) => trial?.rule ?? []);
  const alarms = await watchAlarms(context, study, slicesOf(study.looks, study.ground.model.horizonDays).later, rules);
  return lessons.map((one) => fitOf(study, one, alarms.get(one.relationship) ?? null));
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

const RELATIONSHIPS: readonly RiskRelationship[] = ["CONTRACT", "REPEAT_PURCHASE"];

function learn(study: Study, buying: BgNbd | null): Lesson[] {
  const examples = examplesIn(study, study.looks, RELATIONSHIPS, buying);
  const losses = new Map(RELATIONSHIPS.map((relationship) => [relationship, lostAmong(examples.get(relationship)!)]));
  const enough = RELATIONSHIPS.filter((relationship) => losses.get(relationship)! >= FEWEST_LOSSES);
  const models = learnTogether(new Map(enough.map((relationship) => [relationship, examples.get(relationship)!])));
  const trials = tryOut(study, enough);
  return RELATIONSHIPS.map((relationship) => ({
    ...{ relationship, customers: examples.get(relationship)!.length, losses: losses.get(relationship)! },
    model: models.get(relationship) ?? null,
    buying: relationship === "CONTRACT" ? null : buying,
    trial: trials.get(relationship) ?? null,
  }));
}

function tryOut(study: Study, relationships: readonly RiskRelationship[]): ReadonlyMap<RiskRelationship, Trial> {
  const { horizonDays } = study.ground.model;
  const { earlier, later } = slicesOf(study.looks, horizonDays);
  if (earlier.length === 0) return new Map();
  // As buying was known when the later days began.
  const buying = relationships.includes("REPEAT_PURCHASE") ? buyingOf(later.at(-1)!.histories) : null;
  const before = examplesIn(study, earlier, relationships, buying);
  const after = examplesIn(study, later, relationships, buying);
  const trials = [...learnTogether(before)].flatMap(([relationship, model]): [RiskRelationship, Trial][] => {
    const [learnt, judged] = [before.get(relationship)!, after.get(relationship)!];
    if (judged.length === 0) return [];
    const validation = {
      ...judge(model, learnt, judged),
      learnt: sliceOf(daysOf(earlier), learnt, horizonDays),
      judged: sliceOf(daysOf(later), judged, horizonDays),
    };
    const reading = readingIn(study, relationship, buying);
    return [
      [relationship, { rule: { relationship, model, reading, threshold: highestTenth(model, learnt) }, validation }],
    ];
  });
  return new Map(trials);
}

const examplesIn = (
  study: Study,
  looks: readonly Look[],
  relationships: readonly RiskRelationship[],
  buying: BgNbd | null,
): ReadonlyMap<RiskRelationship, StudyExample[]> =>
  new Map(
    relationships.map((relationship) => [
      relationship,
      examplesOf(study, looks, relationship, readingIn(study, relationship, buying)),
    ]),
  );

const readingIn = (
  { ground: { model, definition } }: Study,
  relationship: RiskRelationship,
  buying: BgNbd | null,
): Reading => ({
  ...{ horizonDays: model.horizonDays, lapse: definition.lapse },
  buying: relationship === "CONTRACT" ? null : buying,
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
