import "reflect-metadata";
import os from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { must } from "../../src/kernel/invariant";
import { type Ending, endingBy } from "../../src/platform/jobs/thread";
import type { Result } from "../support/result";
import { calculation } from "./calculation";
import { COMPONENTS, REPS } from "./people";
import { wholeRun } from "./run";

export interface Measuring {
  /** how often everybody is paid */
  readonly rounds: number;
  /** how often the whole run is done */
  readonly runs: number;
  /** say nothing on the way */
  readonly quiet: boolean;
}

export interface Measured {
  readonly results: readonly Result[];
}

async function measure({ rounds, runs, quiet }: Measuring): Promise<Measured> {
  const say = (sentence: string): void => (quiet ? undefined : console.log(sentence));
  say(`${REPS} reps, ${COMPONENTS} components; Node ${process.version}, ${os.cpus().length} cores, ${rounds} rounds`);
  return { results: [calculation(rounds, say), await wholeRun(runs, say)] };
}

const port = must(parentPort, "this file runs in a thread");

void measure(workerData as Measuring)
  .then((done): Ending => ({ done }))
  .catch(endingBy)
  .then((ending) => port.postMessage(ending));
