import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { decodeJwt } from "jose";
import { asker } from "../support/server";
import { testDatabase, type TestDatabase } from "../support/database";

const root = path.join(__dirname, "..", "..");
const home = mkdtempSync(path.join(tmpdir(), "holdfast-start-"));
let database: TestDatabase;
let children: ChildProcess[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => {
  children.forEach((child) => child.kill("SIGKILL"));
  children = [];
});
afterAll(async () => {
  await database?.close();
  rmSync(home, { recursive: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly exit: Promise<number | null>;
}

function holdfast(args: string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, ["-r", "@swc-node/register", "src/cli.ts", ...args], {
    cwd: root,
    env: {
      ...process.env,
      ...{ NODE_ENV: "development", PORT: "0", HOLDFAST_HOME: home, LOG_LEVEL: "silent" },
      ...{ DATABASE_URL: database.runtimeUrl, DATABASE_OWNER_URL: database.ownerUrl },
      ...env,
    },
  });
  children.push(child);
  let text = "";
  child.stdout.on("data", (chunk) => (text += String(chunk)));
  child.stderr.on("data", (chunk) => (text += String(chunk)));
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, said: () => text, exit };
}

async function said(running: Running, pattern: RegExp): Promise<string> {
  for (let left = 1_800; left > 0; left--) {
    const match = pattern.exec(running.said());
    if (match) return match[1] ?? match[0];
    await pause(50);
  }
  throw new Error(`never said ${pattern.source}:\n${running.said()}`);
}

const ADDRESS = /the graph at (http:\/\/[\d.:]+)\/graphql and GraphiQL at/;
const TOKEN = /for twelve hours:\n\n {2}(\S+)\n/;

test("start loads the demo company into an empty database and says how to sign in", async () => {
  const running = holdfast(["start"]);
  const url = await said(running, ADDRESS);
  const ask = asker(url, await said(running, TOKEN));
  const { data, errors } = await ask("{ viewer { role rep { fullName } } customers { totalCount } }");
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ viewer: { role: "LEADER", rep: { fullName: expect.any(String) } } });
  expect((data as { customers: { totalCount: number } }).customers.totalCount).toBeGreaterThan(500);
  running.child.kill("SIGTERM");
  expect(await running.exit).toBe(0);
}, 120_000);

test("the demo company moves into an empty database only", async () => {
  const count = () => database.owner.query("select count(*) from customer").then(({ rows }) => rows);
  const before = await count();
  const running = holdfast(["demo", "--customers", "20", "--seed", "2"]);
  expect(await running.exit).toBe(1);
  expect(running.said()).toContain("The database holds records, and the demo company only moves into an empty one");
  expect(await count()).toEqual(before);
});

test.each(["SIGTERM", "SIGINT"] as const)("%s lets a request in flight finish, and ends with 0", async (signal) => {
  const running = holdfast(["serve"]);
  const url = await said(running, ADDRESS);
  const ask = asker(url, await said(running, TOKEN));
  const blocker = await database.owner.connect();
  await blocker.query("begin; lock table customer in access exclusive mode");
  const inFlight = ask("{ customers { totalCount } }");
  await pause(300);
  running.child.kill(signal);
  await said(running, /Finishing what is in flight/);
  await expect(fetch(`${url}/livez`)).rejects.toThrow("fetch failed");
  await blocker.query("commit");
  blocker.release();
  expect(await inFlight).toMatchObject({ status: 200, errors: [] });
  expect(await running.exit).toBe(0);
});

test.each<[string, string[], Record<string, string>, string]>([
  ["of an unknown role", ["token", "--role", "KING"], {}, "Allowed choices are REP, LEADER"],
  ["of a rep that is not named", ["token", "--role", "REP"], {}, "name it with --rep and its external id"],
  ["of endless time", ["token", "--role", "ADMIN", "--ttl", "9999"], {}, "at most 720"],
  ["in production", ["token", "--role", "ADMIN"], { NODE_ENV: "production" }, "In production, tokens come from"],
  [
    "beside an identity provider",
    ["token", "--role", "ADMIN"],
    { AUTH_JWKS_URL: "https://login.example/jwks", AUTH_ISSUER: "login", AUTH_AUDIENCE: "holdfast" },
    "The server trusts the keys of AUTH_JWKS_URL only",
  ],
])("no token is made %s", async (_what, args, env, sentence) => {
  const running = holdfast(args, env);
  expect(await running.exit).toBe(1);
  expect(running.said()).toContain(sentence);
});

test("tokens with two names are those of two people", async () => {
  const subjectOf = async (name: string): Promise<string | undefined> => {
    const running = holdfast(["token", "--role", "HR", "--as", name, "--json"], {});
    expect(await running.exit).toBe(0);
    const { token } = JSON.parse(running.said().slice(running.said().indexOf("{"))) as { token: string };
    return decodeJwt(token).sub;
  };
  expect([await subjectOf("ada"), await subjectOf("ben")]).toEqual(["development-ada", "development-ben"]);
});
