import type { Alarms } from "../../risk/probability/calc/alarms";
import type { NewRiskFit } from "../../risk/probability/calc/risk-fit";
import type { Validation } from "../../risk/probability/calc/validation";

const WHOSE = { CONTRACT: "under contract", REPEAT_PURCHASE: "order by order" } as const;

/** What a study of the company's history came to, in lines. */
export function describeRiskFit({ relationship, status, reason, validation }: NewRiskFit): string[] {
  const state = status === "ON" ? "on" : "off";
  const head = `Probability of a loss, customers ${WHOSE[relationship]}: ${state}. ${reason}`;
  return validation === null ? [head] : [head, ...describeValidation(validation).map((line) => `  ${line}`)];
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
