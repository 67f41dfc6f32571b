import path from "node:path";
import * as schema from "../../ormconfig";
import { readConfig } from "../../src/platform/config/config";
import { prepare } from "../../src/platform/database/connect";
import { startEmbedded } from "../../src/platform/database/embedded";
import { OWNER_ROLE, RUNTIME_ROLE } from "../../src/platform/database/roles";
import { withDatabase } from "../../src/platform/database/session";
import { isAlive } from "./process";
import { announceServer, connected, createDatabase, dropDatabase, type TestServer } from "./postgres";

declare global {
  var closeTestServer: (() => Promise<void>) | undefined;
}

/** Durability costs time and protects nothing here: the databases of a test run end with it. */
const CARELESS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

/** Every test has statements of its own: those of all must fit in, or PostgreSQL forgets some that are still asked for. */
const COUNTING = { "pg_stat_statements.max": "100000" };

/** One PostgreSQL for the run: that of DATABASE_URL, else the packaged one under `.cache`, kept from run to run. */
async function startServer(template: string): Promise<{ server: TestServer; close: () => Promise<void> }> {
  const { url, ownerUrl } = readConfig(process.env).database;
  if (url !== null) {
    const owner = ownerUrl ?? url;
    return {
      server: { admin: owner, owner, runtime: url, template, superuser: await isSuperuser(owner) },
      close: () => Promise.resolve(),
    };
  }
  const embedded = await startEmbedded({
    home: path.join(__dirname, "..", "..", ".cache", "test"),
    use: "command",
    say: (sentence) => console.log(sentence),
    settings: { ...CARELESS, ...COUNTING },
  });
  const urls = {
    admin: embedded.url("postgres", "postgres"),
    owner: embedded.url(OWNER_ROLE, "postgres"),
    runtime: embedded.url(RUNTIME_ROLE, "postgres"),
  };
  return { server: { ...urls, template, superuser: true }, close: () => embedded.close() };
}

const isSuperuser = (url: string): Promise<boolean> =>
  connected(url, async (login) => {
    const { rows } = await login.query("select from pg_roles where rolname = current_user and rolsuper");
    return rows.length === 1;
  });

/** Databases of runs that were killed: named by the process that made them, which is gone. */
async function dropLeftOvers(server: TestServer): Promise<void> {
  const { rows } = await connected(server.admin, (admin) =>
    admin.query<{ name: string; pid: string }>(
      `select datname as name, substring(datname from '^holdfast_(?:test|template)_([0-9]+)') as pid
         from pg_database where datname ~ '^holdfast_(test|template)_[0-9]+'`,
    ),
  );
  for (const { name, pid } of rows) if (!isAlive(Number(pid))) await dropDatabase(server, name);
}

/** Statements are counted in PostgreSQL itself, where the server is our own. */
async function countStatements(server: TestServer): Promise<void> {
  if (server.admin === server.owner) return;
  await connected(withDatabase(server.admin, server.template), (admin) =>
    admin.query("create extension pg_stat_statements"),
  );
}

export default async function globalSetup(): Promise<void> {
  const { server, close } = await startServer(`holdfast_template_${process.pid}`);
  await dropLeftOvers(server);
  const ownerUrl = await createDatabase(server, server.template);
  await countStatements(server);
  await prepare(
    { ownerUrl, runtimeUrl: withDatabase(server.runtime, server.template), close },
    schema,
    () => undefined,
  );
  announceServer(server);
  globalThis.closeTestServer = close;
}
