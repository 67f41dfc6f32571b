import { commission } from "./commission";
import { eventBonus } from "./event-bonus";
import type { Component, ComponentKind, Plan } from "./plan";
import type { Earning } from "./ready";
import { targetBonus } from "./target-bonus";
import { teamPool } from "./team-pool";

type Kinds = {
  readonly [Kind in ComponentKind]: (component: Extract<Component, { kind: Kind }>, plan: Plan) => Earning;
};

/** Every kind of component there is, in the order of a statement. */
const KINDS: Kinds = {
  TARGET_BONUS: targetBonus,
  COMMISSION: commission,
  EVENT_BONUS: eventBonus,
  TEAM_POOL: teamPool,
};

export const earningOf = <Kind extends ComponentKind>(
  component: Extract<Component, { kind: Kind }>,
  plan: Plan,
): Earning => KINDS[component.kind as Kind](component, plan);
