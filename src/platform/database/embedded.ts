import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { type Binaries, findBinaries } from "./binaries";
import { alone, claim, InUse, release, type Use } from "./claim";
import { findPlace, type Place, type Say } from "./place";
import { clearRemains, findPostmaster, initialize, type Postmaster, type Start, start, stop } from "./postmaster";
import { OWNER_ROLE, RUNTIME_ROLE } from "./roles";
import { sessionOf } from "./session";

/** The packaged PostgreSQL, running. */
export interface Embedded {
  /** a URL for one of its logins: `postgres` (superuser), `holdfast_owner` or `holdfast_server` */
  url(login: string, database: string): string;
  /** false when this process started it; true when it ran already */
  readonly adopted: boolean;
  /** Lets go of it. The last one to do so stops PostgreSQL. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly home: string;
  /** a second living `server` is refused; a `command` joins whoever is there */
  readonly use: Use;
  readonly say: Say;
  /** PostgreSQL's settings by name, over ours; they count only for the process that starts it */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The database that the server uses; tests make others beside it. */
export const EMBEDDED_DATABASE = "holdfast";

const START_SECONDS = 60;
const MEGABYTE = 1024 * 1024;

/** For a machine shared with the server itself: an eighth of the memory cached, and checkpoints far apart. */
function defaults(): Record<string, string> {
  const memory = Math.floor(os.totalmem() / MEGABYTE);
  return {
    shared_buffers: `${Math.max(64, Math.min(4096, Math.floor(memory / 8)))}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memory / 2))}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    random_page_cost: "1.1",
    shared_preload_libraries: "pg_stat_statements",
    log_checkpoints: "off",
  };
}

const urlOf = (socketFolder: string, login: string, database: string): string =>
  `postgres://${login}@localhost:5432/${encodeURIComponent(database)}?host=${encodeURIComponent(socketFolder)}`;

/** A superuser's connection, or what kept PostgreSQL from taking one: it is starting up, shutting down, out of reach. */
async function connectTo(socketFolder: string): Promise<Client | Error> {
  const client = new Client(sessionOf(urlOf(socketFolder, "postgres", "postgres")));
  // A break is noticed by its `end`; unheard, the error before it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    return error as Error;
  }
}

function checkVersion(place: Place): void {
  const version = readFileSync(path.join(place.data, "PG_VERSION"), "utf8").trim();
  if (version === "18") return;
  throw new Error(
    `The database in ${place.data} was written by PostgreSQL ${version}, but Holdfast brings 18: ` +
      "dump it with the version that wrote it and load it into a new HOLDFAST_HOME.",
  );
}

interface Reached extends Postmaster {
  readonly session: Client;
  readonly started: boolean;
}

/** A session with the running PostgreSQL, which is started when none runs. Any number of processes may do so at once. */
async function reach(place: Place, binaries: Binaries, settings: Readonly<Record<string, string>>): Promise<Reached> {
  let attempt: Start | null = null;
  let trouble = "";
  const deadline = performance.now() + START_SECONDS * 1_000;
  for (; performance.now() < deadline; await sleep(20)) {
    const running = findPostmaster(place);
    if (running) {
      const session = await connectTo(running.socketFolder);
      if (session instanceof Client) return { session, ...running, started: running.pid === attempt?.pid };
      trouble = `process ${running.pid} takes no connection: ${session.message}`;
      continue;
    }
    if (attempt?.ended() === false) continue;
    trouble = attempt?.log().trim() ?? "";
    // Another process was faster and is gone again, or its last processes are just ending.
    if (attempt && !/lock file|shared memory block/.test(trouble)) break;
    await clearRemains(place);
    attempt = start(place, binaries, settings);
  }
  throw new Error(`PostgreSQL did not start on ${place.data}: ${trouble || `no answer in ${START_SECONDS} seconds`}`);
}

async function reachAndClaim(place: Place, binaries: Binaries, options: EmbeddedOptions): Promise<Reached> {
  const settings = { ...defaults(), ...options.settings };
  for (;;) {
    const reached = await reach(place, binaries, settings);
    try {
      await claim(reached.session, options.use, options.home);
      return reached;
    } catch (error) {
      await reached.session.end();
      // Anything else is the connection, broken by the last user who was just stopping PostgreSQL.
      if (error instanceof InUse) throw error;
    }
  }
}

/** Makes the two logins and the database, as far as they are missing. */
const furnish = (session: Client): Promise<void> =>
  alone(session, async () => {
    const { rows } = await session.query<{ login: string }>("select rolname as login from pg_roles");
    for (const login of [OWNER_ROLE, RUNTIME_ROLE]) {
      if (!rows.some((row) => row.login === login)) await session.query(`create role ${login} login`);
    }
    const { rowCount } = await session.query("select from pg_database where datname = $1", [EMBEDDED_DATABASE]);
    if (rowCount === 0) await session.query(`create database ${EMBEDDED_DATABASE} owner ${OWNER_ROLE}`);
  });

/**
 * Starts the PostgreSQL that comes with Holdfast, or joins the one that runs already: another command's, or one that
 * outlived a killed server. While a `server` lives, a PostgreSQL that dies is started again.
 *
 * @throws InUse when a second server asks for the same home; otherwise with a sentence on what keeps PostgreSQL from starting
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = findPlace(options.home, options.say);
  const binaries = findBinaries(place, options.say);
  if (!existsSync(path.join(place.data, "PG_VERSION"))) initialize(place, binaries);
  checkVersion(place);
  const first = await reachAndClaim(place, binaries, options);
  await furnish(first.session);
  const guard = new Guard(first.session, () => reachAndClaim(place, binaries, options), options);
  return {
    url: (login, database) => urlOf(first.socketFolder, login, database),
    adopted: !first.started,
    close: () => guard.close(() => stop(place)),
  };
}

/** Holds the session that carries our claim, and gets it back when PostgreSQL or the session dies. */
class Guard {
  private closing = false;
  private alive = true;
  private recovery: Promise<void> = Promise.resolve();

  constructor(
    private session: Client,
    private readonly again: () => Promise<Reached>,
    private readonly options: EmbeddedOptions,
  ) {
    this.watch();
  }

  private watch(): void {
    this.alive = true;
    this.session.once("end", () => {
      this.alive = false;
      if (!this.closing && this.options.use === "server") this.recovery = this.recover();
    });
  }

  private async recover(): Promise<void> {
    this.options.say("PostgreSQL went away and is started again.");
    try {
      this.session = (await this.again()).session;
      this.watch();
      this.options.say("PostgreSQL is back.");
    } catch (error) {
      this.options.say(error instanceof Error ? error.message : String(error));
    }
  }

  async close(stopPostgres: () => Promise<void>): Promise<void> {
    this.closing = true;
    await this.recovery;
    // A broken session took its claim along: whoever comes next finds what is left.
    const last = this.alive && (await release(this.session).catch(() => false));
    try {
      if (last) await stopPostgres();
    } finally {
      if (this.alive) await this.session.end();
    }
  }
}
