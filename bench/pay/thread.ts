import "reflect-metadata";
import os from "node:os";
import { type Measuring, measuring } from "../support/thread";
import { calculation } from "./calculation";
import { COMPONENTS, REPS } from "./people";
import { wholeRun } from "./run";

export interface Asked extends Measuring {
  /** how often everybody is paid */
  readonly rounds: number;
  /** how often the whole run is done */
  readonly runs: number;
}

measuring<Asked>(async ({ rounds, runs }, say) => {
  say(`${REPS} reps, ${COMPONENTS} components; Node ${process.version}, ${os.cpus().length} cores, ${rounds} rounds`);
  return [calculation(rounds, say), await wholeRun(runs, say)];
});
