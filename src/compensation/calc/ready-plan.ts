import { broken } from "../../kernel/invariant";
import { type ClawbackReader, clawbackReader } from "./clawback";
import { earningOf } from "./components";
import { type HoldReader, holdReader } from "./hold";
import { type WeightOf, weightOf } from "./per-credit";
import type { Component, Plan } from "./plan";
import type { Earning } from "./ready";
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

export interface ReadyEarning extends Pick<Component, "kind" | "code" | "earningCode"> {
  readonly earn: Earning;
  /** null where pay neither waits for customers nor is taken back */
  readonly perCredit: PerCredit | null;
}

export interface PerCredit {
  readonly weightOf: WeightOf;
  /** null where pay does not wait for the customer */
  readonly hold: HoldReader | null;
  /** null where nothing is taken back */
  readonly clawback: ClawbackReader | null;
}

/** Every version that an enrolment or a locked line names, by its key. */
export type Plans = ReadonlyMap<string, ReadyPlan>;

export function readyOf(version: string, plans: Plans): ReadyPlan {
  const ready = plans.get(version);
  if (!ready) throw broken(`plan ${version}, which somebody is enrolled in, is not among the plans`);
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
  const { kind, code, earningCode } = component;
  return { kind, code, earningCode, earn: earningOf(component, plan), perCredit: perCreditOf(component, plan) };
}

function perCreditOf(component: Component, { onLeave }: Plan): PerCredit | null {
  if (component.kind !== "COMMISSION" && component.kind !== "EVENT_BONUS") return null;
  const { hold, clawback } = component;
  if (hold === null && clawback === null) return null;
  return {
    weightOf: weightOf(component),
    hold: hold && holdReader(hold, onLeave.holds),
    clawback: clawback && clawbackReader(clawback),
  };
}
