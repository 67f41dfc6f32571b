import type { Alarms } from "../../risk/probability/calc/alarms";
import type { ProbabilityModel } from "../../risk/probability/calc/probability-model";
import type { NewRiskFit } from "../../risk/probability/calc/risk-fit";
import type { Validation } from "../../risk/probability/calc/validation";

const WHOSE = { CONTRACT: "under contract", REPEAT_PURCHASE: "order by order" } as const;

/** What a study of the company's history came to, in lines. */
export function describeRiskFit({ relationship, status, reason, model, validation }: NewRiskFit): string[] {
  const state = status === "ON" ? "on" : "off";
  const head = `Probability of a loss, customers ${WHOSE[relationship]}: ${state}. ${reason}`;
  const lines = [...(model ? describeModel(model) : []), ...(validation ? describeValidation(validation) : [])];
  return [head, ...lines.map((line) => `  ${line}`)];
}

/** Below that many log odds per standard deviation a reading moves no probability that anybody would notice. */
const NOTICED = 0.005;

/** What tells customers apart, the most of it first, and what history does not bear out. */
function describeModel({ terms }: ProbabilityModel): string[] {
  const apart = terms
    .map(({ name, coefficient, deviation }) => ({ name, effect: coefficient * deviation }))
    .sort((one, other) => other.effect - one.effect || (one.name < other.name ? -1 : 1));
  const told = apart
    .filter(({ effect }) => effect >= NOTICED)
    .map(({ name, effect }) => `${name} ${effect.toFixed(2)}`);
  const untold = apart.filter(({ effect }) => effect < NOTICED).map(({ name }) => name);
  return [
    `foretells, in log odds per standard deviation: ${told.join(", ") || "nothing"}`,
    ...(untold.length === 0 ? [] : [`foretells nothing here: ${untold.join(", ")}`]),
  ];
}

function describeValidation({ learnt, judged, ...validation }: Validation): string[] {
  const { baseRate, liftAtTenth, calibration, byBand, byProbability } = validation;
  const lift = liftAtTenth === null ? "" : `; the highest tenth is lost ${liftAtTenth.toFixed(1)} times as often`;
  const bins = calibration.map(
    ({ meanProbability, observedRate }) => `${percent(meanProbability)} → ${percent(observedRate)}`,
  );
  return [
    `learnt from ${learnt.losses} losses of ${learnt.customers} on ${learnt.days} days from ${learnt.startsOn}, judged by ${judged.losses} of ${judged.customers} on ${judged.days} from ${judged.startsOn}`,
    `base rate ${percent(baseRate)}${lift}`,
    `foretold → lost, by tenths: ${bins.join(", ")}`,
    `alarms by band: ${describeAlarms(byBand)}`,
    `alarms by probability: ${describeAlarms(byProbability)}`,
  ];
}

export function describeAlarms({ losses, misses, medianLeadDays, leads, ...alarms }: Alarms): string {
  const median = medianLeadDays === null ? "no loss foretold" : `lead time ${medianLeadDays} days (median)`;
  const early = leads.flatMap(({ days, share }) => (share === null ? [] : [`${percent(share)} from ${days} on`]));
  const { falseAlarmsPerSave } = alarms;
  const perSave = falseAlarmsPerSave === null ? "" : `, ${falseAlarmsPerSave.toFixed(1)} for each save`;
  const told = [median, ...early, `${misses} of ${losses} missed`];
  return `${told.join(", ")}; ${alarms.falseAlarms} of ${alarms.alarms} alarms false${perSave}`;
}

const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;
