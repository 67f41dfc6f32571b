import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * People who spoke for us at the customer and left it.
 *
 *     severity = champions left within 365 days ÷ (those and the champions still there)
 *
 * It is 1 when nobody who speaks for us is left, and 0 when none has gone. Source: domain §4.
 */
export const championLeft: Signal = {
  code: "CHAMPION_LEFT",
  dimension: "RELATIONSHIP",
  description: "Champions who left within 365 days among all there were: 1 when no other is still there.",
  judge: ({ contacts }) => {
    if (contacts === null) return null;
    const { championsLeft, champions, dataAsOf } = contacts;
    const left = `${counted(championsLeft, "champion")} left in the last 365 days`;
    return {
      severity: championsLeft === 0 ? 0 : championsLeft / (championsLeft + champions),
      evidence: `${left}; ${champions} still there.`,
      dataAsOf,
    };
  },
};
