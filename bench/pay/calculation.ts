import { payOf } from "../../src/compensation/calc/pay";
import { median } from "../support/load";
import { type Result, rounded } from "../support/result";
import { benchPlans, COMPONENTS, people, REPS } from "./people";

/** Microseconds of processor time of a component. */
const LIMIT = 1;

/**
 * Reading and writing left out: everything that pay rests on is in memory, a plan is made ready once. Measured in processor
 * time, collecting garbage included: what else runs on the machine does not count.
 */
export function calculation(rounds: number, say: (sentence: string) => void): Result {
  const everybody = people();
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const plans = benchPlans();
    const started = process.cpuUsage();
    for (const person of everybody) payOf(person, plans);
    const { user, system } = process.cpuUsage(started);
    // The first round warms up.
    if (round > 0) times.push(user + system);
  }
  const product = rounded(median(times) / (REPS * COMPONENTS), 3);
  const ratio = rounded(product / LIMIT, 3);
  say(`${product} µs of processor time a component in the calculation; target ${LIMIT} µs at most`);
  return {
    ...{ bench: "pay", case: "calculation", unit: "µs per component", limit: LIMIT, product, peers: {} },
    ...{ ratio, target: 1, met: ratio <= 1 },
  };
}
