import type { Component, Input, Modifier, Plan, Scope } from "../../calc/plan";
import type { Quota } from "../../calc/person";

/** A measure that a plan reads, and whose. */
export interface MeasureAsked {
  readonly measure: string;
  readonly scope: Scope;
}

/** A goal that a plan holds something against. */
export interface GoalAsked extends MeasureAsked {
  readonly over: Quota["over"];
}

/** What is read for one component. */
export interface Asked {
  readonly measures: readonly MeasureAsked[];
  readonly goals: readonly GoalAsked[];
}

/** What a person's own components read; what pools read is their teams'. */
export const askedByPlan = ({ components }: Plan): Asked =>
  together(components.filter(({ kind }) => kind !== "TEAM_POOL").map(askedBy));

export function askedBy(component: Component): Asked {
  const inputs = [...("input" in component ? [component.input] : []), ...component.modifiers.flatMap(inputsOf)];
  const measures = inputs.filter((input) => input.of === "MEASURE");
  const goals = measures
    .filter(({ reads }) => reads === "ATTAINMENT")
    .map(({ measure, scope }): GoalAsked => ({ measure, scope, over: "PERIOD" }));
  return {
    measures: measures.map(({ measure, scope }) => ({ measure, scope })),
    goals: [...goals, ...volumeGoals(component)],
  };
}

function inputsOf(modifier: Modifier): readonly Input[] {
  if (modifier.kind === "GATE") return modifier.conditions.map(({ input }) => input);
  return modifier.kind === "MULTIPLIER" ? [modifier.input] : [];
}

/** Of the span over which a commission accumulates. */
function volumeGoals(component: Component): GoalAsked[] {
  if (component.kind !== "COMMISSION" || component.goal?.of !== "QUOTA") return [];
  const { measure, scope } = component.goal;
  return [{ measure, scope, over: component.accumulate === "YEAR_TO_DATE" ? "YEAR" : "PERIOD" }];
}

/** Each thing once. */
function together(all: readonly Asked[]): Asked {
  const once = <Item extends object>(items: readonly Item[]): Item[] => [
    ...new Map(items.map((item) => [JSON.stringify(Object.values(item)), item])).values(),
  ];
  return { measures: once(all.flatMap(({ measures }) => measures)), goals: once(all.flatMap(({ goals }) => goals)) };
}
