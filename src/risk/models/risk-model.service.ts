import type { UserError } from "../../platform/graphql/user-error.type";
import { objection } from "../../platform/mutation/objection";
import { versionPublisher } from "../../platform/versions/publish-version";
import type { SegmentSettings, Weights } from "./calc/risk-model";
import { RiskModelEntity } from "./risk-model.entity";
import type { RiskModelPublishInput, SegmentRiskInput, SignalWeightInput } from "./risk-model.inputs";

/** Ten years: a longer wait is a mistake. */
const LONGEST_CADENCE_DAYS = 3_650;

export const publishRiskModel = versionPublisher<RiskModelEntity, RiskModelPublishInput>({
  ...{ action: "riskModelPublish", record: "riskModel", word: "risk model" },
  entity: RiskModelEntity,
  objectTo: ({ weights = [], bySegment = [] }, next) =>
    misweighed("weights", weights) ?? missegmented(bySegment) ?? misordered(next),
  changes: ({ weights, bySegment, ...given }, latest) => ({
    ...given,
    ...(weights && { weights: { ...latest?.weights, ...weightsOf(weights) } }),
    ...(bySegment && { bySegment: Object.fromEntries(bySegment.map((one) => [one.segment, settingsOf(one)])) }),
  }),
});

const weightsOf = (weights: readonly SignalWeightInput[]): Weights =>
  Object.fromEntries(weights.map(({ signal, weight }) => [signal, weight]));

const settingsOf = ({ weights, cadenceDays }: SegmentRiskInput): SegmentSettings => ({
  ...(weights.length > 0 && { weights: weightsOf(weights) }),
  ...(cadenceDays != null && { cadenceDays }),
});

function misweighed(field: string, weights: readonly SignalWeightInput[], who = ""): UserError | null {
  const wrong = weights.find(({ weight }) => weight < 0 || weight > 1);
  if (wrong) return objection("INVALID", field, `gives ${who}${wrong.signal} ${wrong.weight}: a weight is 0 to 1`);
  const signals = weights.map(({ signal }) => signal);
  const twice = signals.find((signal, index) => signals.indexOf(signal) < index);
  return twice === undefined ? null : objection("INVALID", field, `names ${who}${twice} twice: give each signal once`);
}

function missegmented(segments: readonly SegmentRiskInput[]): UserError | null {
  const refused = (message: string) => objection("INVALID", "bySegment", message);
  const names = segments.map(({ segment }) => segment);
  if (names.some((name) => name.trim() === "")) return refused("names an empty segment: leave it out");
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return refused(`names ${twice} twice: give each segment once`);
  const wrong = segments.find(({ cadenceDays }) => cadenceDays != null && !isCadence(cadenceDays));
  if (wrong) {
    return refused(`gives ${wrong.segment} ${wrong.cadenceDays} days: a cadence has 1 to ${LONGEST_CADENCE_DAYS} days`);
  }
  const found = segments.map(({ segment, weights }) => misweighed("bySegment", weights, `${segment} `));
  return found.find((error) => error !== null) ?? null;
}

const isCadence = (days: number): boolean => days >= 1 && days <= LONGEST_CADENCE_DAYS;

/** Judged as the version would be: what is left out stays, and must fit what is given. */
function misordered({ watchFrom, atRiskFrom, criticalFrom, hysteresis }: RiskModelEntity): UserError | null {
  const above = (field: string, value: number, name: string, lower: number): UserError =>
    objection("INVALID", field, `is ${value}: it must be above ${name}, ${lower}`);
  if (atRiskFrom <= watchFrom) return above("atRiskFrom", atRiskFrom, "watchFrom", watchFrom);
  if (criticalFrom <= atRiskFrom) return above("criticalFrom", criticalFrom, "atRiskFrom", atRiskFrom);
  if (hysteresis < watchFrom) return null;
  return objection("INVALID", "hysteresis", `is ${hysteresis}: it must be less than watchFrom, ${watchFrom}`);
}
