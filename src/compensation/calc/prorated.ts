import type { Minor } from "../../kernel/money";
import type { Fraction } from "./exact";

/** Days that count of the days there are. */
export interface Days {
  readonly days: number;
  readonly of: number;
}

/** amount × days ÷ of. */
export interface ProratedTarget extends Days {
  readonly amount: Minor;
  readonly per: "YEAR" | "PERIOD";
}

/** goal × days ÷ of. */
export interface ProratedGoal extends Days {
  readonly goal: Fraction;
}
