import "reflect-metadata";
import { setMaxListeners } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { entities } from "../../ormconfig";
import { dayOf } from "../kernel/calendar";
import { must } from "../kernel/invariant";
import { SYSTEM } from "../platform/auth/viewer";
import { connect } from "../platform/database/connect";
import { type Ending, failureOf, INTERRUPT } from "../platform/jobs/thread";
import { JOBS } from "./jobs";

/** What a thread is started with. */
export interface ThreadData {
  readonly databaseUrl: string;
  readonly job: string;
}

/** Of each of the two pools, while a job runs. */
const CONNECTIONS = 4;

/** The thread that does one job, with its own connections, and ends. */
async function perform({ databaseUrl, job: name }: ThreadData, signal: AbortSignal): Promise<object> {
  const job = must(
    JOBS.find((one) => one.name === name),
    `the job ${name} is listed`,
  );
  const database = await connect(databaseUrl, entities, { readTimeoutMilliseconds: 0, connections: CONNECTIONS });
  try {
    const now = new Date();
    return await job.run({ requestId: `job ${name}`, viewer: SYSTEM, database, now, today: dayOf(now), signal });
  } finally {
    await database.close();
  }
}

const port = must(parentPort, "this file runs in a thread");
const interrupted = new AbortController();
// Every statement of the job listens, and there may be many at once.
setMaxListeners(0, interrupted.signal);
port.once("message", (said) => said === INTERRUPT && interrupted.abort(new Error("The server stops.")));

void perform(workerData as ThreadData, interrupted.signal)
  .then((done): Ending => ({ done }))
  .catch((error: unknown): Ending => ({ failed: failureOf(error) }))
  .then((ending) => {
    port.postMessage(ending);
    // An open port would keep the thread alive.
    port.close();
  });
