import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { Client } from "pg";
import { type Use } from "../../../src/platform/database/claim";
import { type Embedded, startEmbedded } from "../../../src/platform/database/embedded";
import { sessionOf } from "../../../src/platform/database/session";
import { aHome, placeOf, postmasterPid, recyclePid, removeHomes } from "../../support/homes";
import { isAlive, runScript, until } from "../../support/process";

const open = new Set<Embedded>();
const said: string[] = [];
afterEach(async () => {
  for (const embedded of open) await embedded.close();
  open.clear();
});
afterAll(removeHomes);

const use = async (home: string, as: Use): Promise<Embedded> => {
  const embedded = await startEmbedded({
    home,
    use: as,
    say: (sentence) => said.push(sentence),
    settings: { fsync: "off" },
  });
  open.add(embedded);
  return embedded;
};
const letGo = async (embedded: Embedded): Promise<void> => {
  open.delete(embedded);
  await embedded.close();
};

const ask = async (embedded: Embedded, sql: string): Promise<unknown[]> => {
  const client = new Client(sessionOf(embedded.url("holdfast_owner", "holdfast")));
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

test("the last one out stops PostgreSQL, whoever started it", async () => {
  const home = aHome();
  const command = await use(home, "command");
  const server = await use(home, "server");
  expect([command.adopted, server.adopted]).toEqual([false, true]);
  const pid = postmasterPid(home);
  await letGo(command);
  expect(postmasterPid(home)).toBe(pid);
  await letGo(server);
  expect(postmasterPid(home)).toBeNull();
  await until(() => !isAlive(pid ?? 0));
});

test("a second living server is refused by a sentence that names the first, which stays unharmed", async () => {
  const home = aHome();
  const first = await use(home, "server");
  await expect(use(home, "server")).rejects.toThrow(
    `Another Holdfast server (process ${process.pid}) uses ${home}: stop it first, or give this one another HOLDFAST_HOME.`,
  );
  expect(await ask(first, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a PostgreSQL that outlived a killed server is adopted with its data, and stopped in the end", async () => {
  const home = aHome();
  const killed = runScript("test/support/hold-embedded.ts", ["server", home]);
  expect(await killed.line("ready")).toBe("ready started");
  const pid = postmasterPid(home);
  killed.child.kill("SIGKILL");
  await killed.ended;
  const next = await use(home, "server");
  expect(next.adopted).toBe(true);
  expect(postmasterPid(home)).toBe(pid);
  await letGo(next);
  await until(() => !isAlive(pid ?? 0));
});

test("a PostgreSQL killed under a living server is started again, with everything committed", async () => {
  const home = aHome();
  const server = await use(home, "server");
  await ask(server, "create table kept (id int); insert into kept values (1)");
  const pid = postmasterPid(home) ?? 0;
  process.kill(pid, "SIGKILL");
  await until(() => said.at(-1) === "PostgreSQL is back.");
  expect(await ask(server, "select id from kept")).toEqual([{ id: 1 }]);
  expect(postmasterPid(home)).not.toBe(pid);
  await expect(use(home, "server")).rejects.toThrow("Another Holdfast server");
});

test("after both were killed, and the process id went to a stranger, the next start just works", async () => {
  const home = aHome();
  const killed = runScript("test/support/hold-embedded.ts", ["server", home]);
  await killed.line("ready");
  const pid = postmasterPid(home) ?? 0;
  killed.child.kill("SIGKILL");
  await killed.ended;
  process.kill(pid, "SIGKILL");
  await until(() => !isAlive(pid));
  // Of PostgreSQL's own account: those of others it tells apart by itself.
  const stranger = spawn("sleep", ["60"], { ...(placeOf(home).account ?? {}), stdio: "ignore" });
  recyclePid(home, stranger.pid ?? 0);
  const next = await use(home, "server");
  expect(next.adopted).toBe(false);
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  stranger.kill();
});

test("a statement still running when PostgreSQL was killed does not keep the next one from starting", async () => {
  const home = aHome();
  const first = await use(home, "command");
  const busy = ask(first, "select count(*) from generate_series(1, 1e11) n").catch((error: Error) => error);
  await until(async () => {
    const [row] = await ask(
      first,
      "select 1 from pg_stat_activity where state = 'active' and query like '%1e11%' and pid <> pg_backend_pid()",
    );
    return row !== undefined;
  });
  process.kill(postmasterPid(home) ?? 0, "SIGKILL");
  open.delete(first);
  const next = await use(home, "command");
  expect(next.adopted).toBe(false);
  expect(await busy).toBeInstanceOf(Error);
});

test("of several processes that start at once in an empty home all get the one PostgreSQL", async () => {
  const home = aHome();
  const processes = [1, 2, 3].map(() => runScript("test/support/hold-embedded.ts", ["command", home]));
  const lines = await Promise.all(processes.map((started) => started.line("ready")));
  expect(lines.filter((line) => line === "ready started")).toHaveLength(1);
  const pid = postmasterPid(home) ?? 0;
  for (const { child } of processes) child.kill("SIGTERM");
  const ends = await Promise.all(processes.map(({ ended }) => ended));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
  await until(() => !isAlive(pid));
});

test("those who leave and those who come at the same moment do not trip over each other", async () => {
  const home = aHome();
  for (let round = 0; round < 5; round++) {
    const leaving = await use(home, "command");
    const [, coming] = await Promise.all([letGo(leaving), use(home, "command")]);
    expect(await ask(coming, "select 1 as one")).toEqual([{ one: 1 }]);
    await letGo(coming);
  }
  expect(postmasterPid(home)).toBeNull();
});

test.each([
  ["a space and a comma", "my, home"],
  ["150 bytes and more", "x".repeat(150)],
  ["quotes and a percent sign", `it's "100%"`],
])("a home whose path has %s", async (_what, name) => {
  const embedded = await use(aHome(name), "command");
  expect(await ask(embedded, "select current_user as login")).toEqual([{ login: "holdfast_owner" }]);
});

test("no TCP port is open, and no other account passes the socket's folder or the data", async () => {
  const home = aHome();
  const embedded = await use(home, "command");
  expect(await ask(embedded, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  const socketFolder = new URL(embedded.url("postgres", "postgres")).searchParams.get("host") ?? "";
  for (const folder of [socketFolder, placeOf(home).data]) expect(statSync(folder).mode & 0o077).toBe(0);
});

test("settings that PostgreSQL refuses are told in its own words, at once", async () => {
  const refused = startEmbedded({
    home: aHome(),
    use: "command",
    say: () => undefined,
    settings: { work_mem: "much" },
  });
  await expect(refused).rejects.toThrow(
    /PostgreSQL did not start on .*invalid value for parameter "work_mem": "much"/s,
  );
});

test("a command whose PostgreSQL was killed lets go without a second error", async () => {
  const home = aHome();
  const command = await use(home, "command");
  process.kill(postmasterPid(home) ?? 0, "SIGKILL");
  await until(async () => (await ask(command, "select 1").catch(() => [])).length === 0);
  await expect(letGo(command)).resolves.toBeUndefined();
});
