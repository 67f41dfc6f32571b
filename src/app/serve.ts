import { once } from "node:events";
import { entities, migrations } from "../../ormconfig";
import { dayOf } from "../kernel/calendar";
import { issueToken } from "../platform/auth/tokens";
import { type Config, readConfig } from "../platform/config/config";
import { openDatabase } from "../platform/database/connect";
import type { Database } from "../platform/database/database";
import { inTurn } from "../platform/jobs/apart";
import { type Jobs, startJobs } from "../platform/jobs/jobs";
import { inThread } from "../platform/jobs/thread";
import type { Apart, Context } from "../platform/graphql/context";
import { type Log, makeLog } from "../platform/log/log";
import { findTopLeader } from "../records/reps/rep.queries";
import { type Outcome, say } from "./commands/command";
import type { ThreadData } from "./job-thread";
import { JOBS } from "./jobs";
import { makeSchema } from "./schema";
import { createServer, type Server } from "./server";
import { startUpkeep } from "./upkeep";

const THREAD = require.resolve("./job-thread");
const TOKEN_MILLISECONDS = 12 * 3_600_000;

/** Does something to the opened database before the server takes requests. */
export type BeforeServing = (database: Database) => Promise<void>;

/** Opens the database, serves until the signal aborts, drains, and closes what it opened: then the exit code is 0. */
export async function serve(signal: AbortSignal, beforeServing?: BeforeServing): Promise<Outcome> {
  const config = readConfig(process.env);
  const log = makeLog(config.logLevel);
  const clock = (): Date => new Date();
  const database = await openDatabase(config, { entities, migrations }, { use: "server", say });
  try {
    signal.throwIfAborted();
    await beforeServing?.(database);
    const apart = apartFrom(database);
    const server = await createServer({ config, database, schema: makeSchema(), log, clock, apart });
    const upkeep = startUpkeep(database, log, clock);
    const jobs = await startServerJobs(database, log, server).catch(async (error: unknown) => {
      await Promise.all([server.close(), upkeep.stop()]);
      throw error;
    });
    await greet(config, database, server.url, clock());
    if (!signal.aborted) await once(signal, "abort");
    say("Finishing what is in flight …");
    await Promise.all([server.close(), upkeep.stop(), jobs.stop()]);
  } finally {
    await database.close();
  }
  process.exitCode = 0;
  return { text: "Stopped.", json: { stopped: true } };
}

/** Jobs compute for seconds: in a thread of their own they keep no request waiting. */
const startServerJobs = (database: Database, log: Log, { metrics }: Server): Promise<Jobs> =>
  startJobs({
    ...{ database, log, jobs: JOBS },
    perform: ({ name }, signal) =>
      inThread(THREAD, { databaseUrl: database.url, work: { job: name } } satisfies ThreadData, signal),
    onEnd: (job, outcome, seconds) => metrics.jobEnded(job, outcome, seconds),
  });

/** What somebody asks for may compute as long: it has a thread, too, that ends with the request. */
function apartFrom({ url: databaseUrl }: Database): Apart {
  const apart = ({ requestId, viewer, now, today, signal }: Context, { name }: { name: string }, given: object) => {
    const work = { requestId, viewer, now, today, name, given };
    return inThread(THREAD, { databaseUrl, work } satisfies ThreadData, signal);
  };
  return inTurn(apart as Apart);
}

/** Says where the server is and how to sign in; in development with a token at hand. */
async function greet(config: Config, database: Database, url: string, now: Date): Promise<void> {
  say(`Holdfast serves the graph at ${url}/graphql and GraphiQL at ${url}/graphiql.`);
  if (config.auth.jwksUrl !== null) return say(`Sign in with a token of ${config.auth.issuer}.`);
  if (config.environment === "production")
    return say(`Only tokens signed with the key in ${config.home}/auth are accepted: set AUTH_JWKS_URL for your own.`);
  say("Sign in with a token: npx holdfast token --role ADMIN");
  const leader = await findTopLeader(database.pool, dayOf(now));
  if (!leader) return;
  const expiresAt = new Date(now.getTime() + TOKEN_MILLISECONDS);
  const claims = { sub: `development-${leader.externalId}`, role: "LEADER", rep: leader.externalId } as const;
  const token = await issueToken({ ...config.auth, home: config.home }, { ...claims, issuedAt: now, expiresAt });
  say(`Or as ${leader.fullName}, who leads the most people, for twelve hours:\n\n  ${token}\n`);
}
