import type { Period } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import type { LineKey, PaidKind } from "./person";
import type { Trace } from "./trace";

/** In the order of a statement. */
export const LINE_KINDS = [
  "TARGET_BONUS",
  "COMMISSION",
  "EVENT_BONUS",
  "TEAM_POOL",
  "HOLD",
  "RELEASE",
  "FORFEIT",
  "CLAWBACK",
  "PRIOR_PERIOD",
  "ADJUSTMENT",
  "DRAW",
  "DRAW_RECOVERY",
  "CARRIED_FORWARD",
  "BROUGHT_FORWARD",
] as const satisfies readonly (PaidKind | "PRIOR_PERIOD")[];
export type LineKind = (typeof LINE_KINDS)[number];

/** One line of a statement. What it is paid for is its key; what was paid before under the same key counts against it. */
export interface Line extends LineKey {
  readonly kind: LineKind;
  readonly earningCode: string;
  readonly amount: Minor;
  readonly currency: string;
  /** the id of the locked line that it corrects; null unless it is a `PRIOR_PERIOD` one with a line to correct */
  readonly corrects: string | null;
  readonly trace: Trace;
}

/** What somebody should look at before the pay is approved. It was paid as the plan says for such a case. */
export interface Exception {
  readonly code:
    "MEASURE_NULL" | "GOAL_MISSING" | "GOAL_NOT_POSITIVE" | "PROVISIONAL" | "PROFIT_UNKNOWN" | "PRODUCT_UNKNOWN";
  readonly plan: string;
  readonly component: string;
  /** the measure, or the component whose credits were read */
  readonly about: string;
  readonly forPeriod: Period;
}

/** In one currency. */
export interface Total {
  readonly currency: string;
  /** Σ of the lines: what HR pays; never below 0 */
  readonly amount: Minor;
  /** what is carried to the next period behind this one; 0 or below */
  readonly carried: Minor;
}

export interface PersonPay {
  readonly lines: readonly Line[];
  /** by currency */
  readonly totals: readonly Total[];
  readonly exceptions: readonly Exception[];
}

/** A key as text: equal for what is paid for the same. */
export const keyText = ({ plan, component, of, forPeriod, credit }: LineKey): string =>
  `${of}|${forPeriod.start}|${plan ?? ""}|${component ?? ""}|${credit ?? ""}`;
