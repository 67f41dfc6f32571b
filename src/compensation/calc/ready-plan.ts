import { type ClawbackReader, clawbackReader } from "./clawback";
import { readyComponent } from "./components";
import { type HoldReader, holdReader } from "./hold";
import type { Component, Plan } from "./plan";
import type { ReadyComponent } from "./ready";
import { type VolumeReader, volumeReader } from "./volume";

/** A version of a plan made ready once, to be paid to many people. */
export interface ReadyPlan {
  /** the key of the version */
  readonly version: string;
  readonly plan: Plan;
  readonly components: readonly ReadyEarning[];
  /** of its commissions, by code */
  readonly volumes: ReadonlyMap<string, VolumeReader>;
}

export interface ReadyEarning extends ReadyComponent {
  /** null where pay does not wait for the customer */
  readonly hold: HoldReader | null;
  /** null where nothing is taken back */
  readonly clawback: ClawbackReader | null;
}

/** Every version that an enrolment or a locked line names, by its key. */
export type Plans = ReadonlyMap<string, ReadyPlan>;

export function readyOf(version: string, plans: Plans): ReadyPlan {
  const ready = plans.get(version);
  if (!ready)
    throw new Error(`Invariant broken: plan ${version}, which somebody is enrolled in, is not among the plans`);
  return ready;
}

export function readyPlan(version: string, plan: Plan): ReadyPlan {
  const commissions = plan.components.filter((component) => component.kind === "COMMISSION");
  return {
    version,
    plan,
    components: plan.components.map((component) => readyEarning(component, plan)),
    volumes: new Map(commissions.map((component) => [component.code, volumeReader(component)])),
  };
}

function readyEarning(component: Component, plan: Plan): ReadyEarning {
  const [hold, clawback] = "hold" in component ? [component.hold, component.clawback] : [null, null];
  return {
    ...readyComponent(component, plan),
    hold: hold && holdReader(hold, plan.onLeave.holds),
    clawback: clawback && clawbackReader(clawback),
  };
}
