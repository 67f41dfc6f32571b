import type { Job } from "../../platform/jobs/job";
import type { Context } from "../../platform/graphql/context";
import { calculateRun, type RunEnding } from "./calculate-run.service";
import { openRuns } from "./worked-run.queries";

/** What became of the runs that were open. */
type Worked = Readonly<Record<RunEnding, number>>;

/** Takes up what was asked for, and every five minutes whatever a worker left behind that died. */
export const payJob: Job = {
  name: "pay",
  cron: "*/5 * * * *",
  after: "PAY_RUN_QUEUED",
  atStart: true,
  pollingSeconds: 1,
  run: calculateOpenRuns,
};

async function calculateOpenRuns(context: Context): Promise<Worked> {
  const worked = { DONE: 0, FAILED: 0, TAKEN: 0 };
  for (const run of await openRuns(context.database)) worked[await calculateRun(context, run)] += 1;
  return worked;
}
