import type { Measure } from "./measure";

/**
 * How often an alert that was acted upon kept the customer.
 *
 *     saves ÷ decided alerts     by the day of the decision
 *
 * Per decision, however many alerts there were about it. A save is an alert at least 14 days ahead, a play completed by the
 * decision, and the proof of it: renewed within the grace, or bought within 90 days. Source: domain §2 and §4, *Save*.
 */
export const saveRate: Measure<"saves"> = {
  code: "SAVE_RATE",
  facts: "saves",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "Saves ÷ decisions in the period that an alert preceded by at least 14 days, each once. A save: a play about it was completed by then, and the customer renewed within the grace, or bought within 90 days of the alert. Alerts that rest on a diagnosis are left out.",
  part: ({ decided, saved }, { weight }) => ({
    numerator: weight * BigInt(saved),
    denominator: weight * BigInt(decided),
  }),
};
