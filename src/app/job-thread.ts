import "reflect-metadata";
import { setMaxListeners } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { entities } from "../../ormconfig";
import { dayOf } from "../kernel/calendar";
import { must } from "../kernel/invariant";
import { SYSTEM } from "../platform/auth/viewer";
import { connect } from "../platform/database/connect";
import type { Context } from "../platform/graphql/context";
import { type Ending, endingBy, INTERRUPT } from "../platform/jobs/thread";
import { JOBS, LONG_WORKS } from "./jobs";

/** What a thread is started with. */
export interface ThreadData {
  readonly databaseUrl: string;
  readonly work: { readonly job: string } | Asked;
}

/** Long work that somebody asked for. */
interface Asked extends Pick<Context, "requestId" | "viewer" | "now" | "today"> {
  readonly name: string;
  readonly given: object;
}

/** Of each of the two pools, while it works. */
const CONNECTIONS = 4;

type Do = (context: Pick<Context, "database" | "signal">) => Promise<object>;

function doing(work: ThreadData["work"]): Do {
  if (!("job" in work)) {
    const { name, given, ...asked } = work;
    return (context) => named(LONG_WORKS, name).run({ ...context, ...asked }, given);
  }
  const now = new Date();
  const asked = { requestId: `job ${work.job}`, viewer: SYSTEM, now, today: dayOf(now) };
  return (context) => named(JOBS, work.job).run({ ...context, ...asked });
}

const named = <Named extends { readonly name: string }>(all: readonly Named[], name: string): Named =>
  must(
    all.find((one) => one.name === name),
    `${name} is listed`,
  );

/** The thread that does one thing, with its own connections, and ends. */
async function perform({ databaseUrl, work }: ThreadData, signal: AbortSignal): Promise<object> {
  const act = doing(work);
  const database = await connect(databaseUrl, entities, { readTimeoutMilliseconds: 0, connections: CONNECTIONS });
  try {
    return await act({ database, signal });
  } finally {
    await database.close();
  }
}

const port = must(parentPort, "this file runs in a thread");
const interrupted = new AbortController();
// Every statement of the work listens, and there may be many at once.
setMaxListeners(0, interrupted.signal);
port.once("message", (said) => said === INTERRUPT && interrupted.abort(new Error("The server stops.")));

void perform(workerData as ThreadData, interrupted.signal)
  .then((done): Ending => ({ done }))
  .catch(endingBy)
  .then((ending) => {
    port.postMessage(ending);
    // An open port would keep the thread alive.
    port.close();
  });
