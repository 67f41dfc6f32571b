import os from "node:os";
import type { Command } from "commander";
import { payOf } from "../src/compensation/calc/pay";
import { benchPlans, people, REPS } from "./pay/people";
import { wholeRun } from "./pay/run";
import { median } from "./support/load";
import { count } from "./support/options";
import { type Result, rounded } from "./support/result";

const COMPONENTS = 10;
/** Microseconds of processor time of a component in the calculation. */
const LIMIT = 1;

interface Options {
  readonly rounds: number;
  readonly runs: number;
  readonly json?: boolean;
}

export function addPay(program: Command): void {
  program
    .command("pay")
    .description("what 10,000 reps under a plan of ten components are paid, every line with its trace")
    .option("--rounds <count>", "how often everybody is paid", count, 9)
    .option("--runs <count>", "how often the whole run is done, with reading and writing", count, 3)
    .option("--json", "print the results only, one line of JSON each")
    .action(run);
}

async function run({ rounds, runs, json }: Options): Promise<void> {
  const say = (sentence: string): void => (json ? undefined : console.log(sentence));
  say(`${REPS} reps, ${COMPONENTS} components; Node ${process.version}, ${os.cpus().length} cores, ${rounds} rounds`);
  const result = calculation(rounds);
  say(`${result.product} µs of processor time a component in the calculation; target ${LIMIT} µs at most`);
  const whole = await wholeRun(runs, say);
  for (const one of [result, whole]) console.log(JSON.stringify(one));
}

/**
 * Reading and writing left out: everything that pay rests on is in memory, a plan is made ready once. Measured in processor
 * time, collecting garbage included: what else runs on the machine does not count.
 */
function calculation(rounds: number): Result {
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
  return {
    ...{ bench: "pay", case: "calculation", unit: "µs per component", limit: LIMIT, product, peers: {} },
    ...{ ratio, target: 1, met: ratio <= 1 },
  };
}
