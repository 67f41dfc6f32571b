import { setImmediate as nextTurn } from "node:timers/promises";
import { addDays, type Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { reportingCurrency } from "../../value/currency/conversion";
import { definitionOn, type PublishedDefinition } from "../../value/definitions/definition.queries";
import { lossDays } from "../../value/losses/loss-days";
import type { Ground } from "../assessments/hear-customers";
import { type PublishedRiskModel, riskModelOn } from "../models/risk-model.queries";
import type { LossDay } from "./calc/alarms";
import { exampleOf, lostAfter } from "./calc/examples";
import type { Reading } from "./calc/readings";
import type { RiskRelationship } from "./calc/risk-fit";
import { studyDays } from "./calc/study-days";
import type { StudyExample } from "./calc/validation";
import { type Look, lookAt } from "./look";
import { recordsBegin } from "./records-begin.queries";

/** More losses teach next to nothing new: no earlier day is looked at. */
const ENOUGH_LOSSES = 3000;
/** So many looks at least, for there must be later ones to judge by. */
const FEWEST_LOOKS = 9;

/** What a company's history says: the rules of the day it is studied on, what was lost, and how customers stood before. */
export interface Study {
  readonly asOf: Day;
  readonly ground: Ground & { readonly model: PublishedRiskModel; readonly definition: PublishedDefinition };
  readonly losses: Readonly<Record<RiskRelationship, readonly LossDay[]>>;
  /** the days with anybody to look at, the latest first */
  readonly looks: readonly Look[];
}

/**
 * Looks at a company three times in each horizon, each time as it was then. The rules are those of asOf.
 *
 * @throws FX_RATE_MISSING
 */
export async function studyOf(context: Context, asOf: Day): Promise<Study> {
  const [model, definition] = await Promise.all([riskModelOn(context, asOf), definitionOn(context, asOf)]);
  const { graceDays } = definition;
  const days = studyDays({
    asOf,
    graceDays,
    horizonDays: model.horizonDays,
    recordsBegin: await recordsBegin(context, asOf),
  });
  const period = { start: days.at(-1) ?? asOf, end: addDays(asOf, 1) };
  const losses = await lossDays(context, { period, asOf, definition, customers: null });
  const ground = { model, definition, currency: await reportingCurrency(context, definition), ratesOn: asOf };
  const looks: Look[] = [];
  for (const on of days) {
    await breathe(context);
    const look = await lookAt(context, on, ground);
    if (look.seen.length === 0) break;
    looks.push(look);
    const known = [...losses.CONTRACT, ...losses.REPEAT_PURCHASE].filter(({ lostOn }) => lostOn > on).length;
    if (looks.length >= FEWEST_LOOKS && known >= ENOUGH_LOSSES) break;
  }
  return { asOf, ground, losses, looks };
}

/** A look keeps the processor: between two of them an interrupt is heard. */
export async function breathe({ signal }: Context): Promise<void> {
  await nextTurn();
  signal.throwIfAborted();
}

/** The customers of one relationship that were seen, each once per look, and what became of them. */
export const examplesOf = (
  { losses }: Study,
  looks: readonly Look[],
  relationship: RiskRelationship,
  reading: Reading,
): StudyExample[] =>
  looks.flatMap(({ on, seen }) => {
    const lost = lostAfter(on, reading.horizonDays, losses[relationship]);
    return seen
      .filter(({ facts }) => facts.relationship === relationship)
      .map((customer) => exampleOf(on, customer, reading, lost));
  });
