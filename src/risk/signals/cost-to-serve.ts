import type { Minor } from "../../kernel/money";
import { ramp } from "./calc/ramp";
import { amountOf } from "./calc/wording";
import type { Signal } from "./signal";

const shareOf = (cost: Minor, profit: Minor): number => {
  if (profit > 0n) return Number(cost) / Number(profit);
  return cost > 0n ? Number.POSITIVE_INFINITY : 0;
};

/**
 * What serving the customer costs against what is earned with it.
 *
 *     severity = (cost ÷ profit − ½) ÷ ½, within 0…1
 *
 * It starts when serving takes half of the profit and is 1 when it takes all of it. Where there is no profit any cost takes more
 * than all. Judgement.
 */
export const costToServe: Signal = {
  code: "COST_TO_SERVE",
  dimension: "COST",
  description: "Cost to serve ÷ profit of the last 365 days: from half on, 1 when it takes all of the profit.",
  judge: ({ cost }) => {
    if (cost === null) return null;
    const { costToServeMinor, profitMinor, currency, dataAsOf } = cost;
    const served = `${amountOf(costToServeMinor, currency)} to serve in the last 365 days`;
    return {
      severity: ramp(shareOf(costToServeMinor, profitMinor), 0.5, 1),
      evidence: `${served}; ${amountOf(profitMinor, currency)} of profit before that.`,
      dataAsOf,
    };
  },
};
