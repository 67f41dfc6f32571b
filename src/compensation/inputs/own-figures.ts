import type { Day, Period } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import type { Context } from "../../platform/graphql/context";
import { attributionPolicyOn } from "../../retention/credit/policy.queries";
import type { Subject } from "../../retention/scorecards/subject";
import { reportingCurrency } from "../../value/currency/conversion";
import { definitionOn } from "../../value/definitions/definition.queries";
import type { Enrolled, MeasureReading, Quota } from "../calc/person";
import type { Scope } from "../calc/plan";
import { readyOf } from "../calc/ready-plan";
import { type Asked, askedBy, askedByPlan } from "./calc/asked";
import { within, yearOf } from "./calc/spans";
import { type Goals, quotaFor } from "./goals";
import { goalsFor } from "./goals.queries";
import { type Known, NONE } from "./known";
import { measureReader, type Reader, type ReadMeasure } from "./measures";

/** How figures of one period are read. */
export interface Figures {
  readonly period: Period;
  readonly read: ReadMeasure;
  readonly goals: Goals;
  /** what each version's own components read */
  readonly asked: ReadonlyMap<string, Asked>;
}

export async function figuresOf(context: Context, known: Known, period: Period, asOf: Day): Promise<Figures> {
  const { plans, rates } = known;
  const asked = new Map(Array.from(plans, ([key, { plan }]) => [key, askedByPlan(plan)]));
  const components = Array.from(plans.values(), ({ plan }) => plan.components).flat();
  const measures = components.flatMap((component) => askedBy(component).goals.map(({ measure }) => measure));
  const year = yearOf(period);
  // All periods begin here together: what is in effect on their first days is one statement each.
  const [definition] = await Promise.all([
    definitionOn(context, period.start),
    attributionPolicyOn(context, period.start),
  ]);
  const [read, stored, currency] = await Promise.all([
    measureReader(context, period, asOf, rates),
    goalsFor(context, [period, year], [...new Set(measures)]),
    reportingCurrency(context, definition),
  ]);
  return { period, read, asked, goals: { stored, period, year, currency, rates } };
}

/** What is read of measures, and the goals that they are held against. */
export interface Read {
  readonly measures: readonly MeasureReading[];
  readonly quotas: readonly Quota[];
}

export async function readFigures(
  { measures, goals }: Asked,
  readerOf: (scope: Scope) => Reader,
  figures: Figures,
): Promise<Read> {
  const quotas = goals.map((one) => quotaFor(figures.goals, one, readerOf(one.scope)));
  return {
    measures: await Promise.all(measures.map((one) => figures.read(one, readerOf(one.scope)))),
    quotas: quotas.filter((quota) => quota !== null),
  };
}

/**
 * What a person's own components read, for each version that it is enrolled in: its own book and that of everybody below it
 * in the role of the enrolment, the latest one where that changed within the period; the team's and the company's as they
 * stand. The team is the last one that it was on.
 */
export async function ownFigures(
  repId: string,
  enrolments: readonly Enrolled[],
  known: Known,
  figures: Figures,
): Promise<Read> {
  const latest = new Map(enrolments.map((one) => [one.plan, one]));
  const all = await Promise.all(
    Array.from(latest, ([plan, { role }]) => {
      const { currency } = readyOf(plan, known.plans).plan;
      const team = within(known.teams.get(repId) ?? NONE, figures.period).at(-1)?.teamId;
      const readerOf = (scope: Scope): Reader => {
        const isOwn = scope === "OWN" || scope === "SUBTREE";
        return { plan, currency, role: isOwn ? role : null, subject: subjectOf(scope, repId, team) };
      };
      return readFigures(must(figures.asked.get(plan), "what a plan reads"), readerOf, figures);
    }),
  );
  return { measures: all.flatMap(({ measures }) => measures), quotas: all.flatMap(({ quotas }) => quotas) };
}

function subjectOf(scope: Scope, repId: string, teamId: string | undefined): Subject | null {
  switch (scope) {
    case "OWN":
      return { kind: "REP", id: repId };
    case "SUBTREE":
      return { kind: "SUBTREE", id: repId };
    case "TEAM":
      return teamId === undefined ? null : { kind: "TEAM", id: teamId };
    case "COMPANY":
      return { kind: "COMPANY" };
  }
}
