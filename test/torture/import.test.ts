import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { askHome, isSeen, killDuring, postgresOf, watcher, withHome } from "../support/home-database";
import { aHome, removeHomes } from "../support/homes";
import { runScript, until, untilLanded } from "../support/process";

const REPETITIONS = process.env.HOLDFAST_TORTURE === "full" ? 10 : 1;
const CUSTOMERS = 20_000;
const INTERACTIONS = 100_000;

const home = aHome();
const dir = path.join(path.dirname(home), "files");
let url: string;
const env = { HOLDFAST_HOME: home, DATABASE_URL: "" };
const importing = () => runScript("src/cli.ts", ["import", path.join(dir, "mapping.json"), "--json"], env);

beforeAll(async () => {
  mkdirSync(dir);
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => `c${index},Customer ${index}`);
  const calls = Array.from({ length: INTERACTIONS }, (_, index) => `i${index},c${index % CUSTOMERS}`);
  writeFileSync(path.join(dir, "customers.csv"), ["id,name", ...customers].join("\n"));
  writeFileSync(path.join(dir, "calls.csv"), ["id,customer", ...calls].join("\n"));
  const called = { kind: { const: "CALL" }, occurredAt: { const: "2025-01-01T00:00:00Z" } };
  const files = [
    { file: "customers.csv", record: "customer", fields: { externalId: "id", name: "name" } },
    { file: "calls.csv", record: "interaction", fields: { externalId: "id", customer: "customer", ...called } },
  ];
  writeFileSync(path.join(dir, "mapping.json"), JSON.stringify({ files }));
  await runScript("src/cli.ts", ["migrate"], env).ended;
  url = await withHome(home, (found) => found);
});
afterAll(removeHomes);

/** Watches a PostgreSQL that a command is about to start, without a claim on it: the command is its only user. */
async function watching(): Promise<Client> {
  for (;;) {
    try {
      return await watcher(url);
    } catch {
      await sleep(5);
    }
  }
}

const COUNTS = `select (select count(*)::int from customer) as customers, (select count(*)::int from interaction) as interactions,
  (select count(*)::int from audit_record) as records, (select count(*)::int from import_ledger) as entries`;

const PHASES = {
  "reading a file": "copy staged\\_interaction%",
  "writing customers": "%insert into customer as%",
  "writing interactions": "%insert into interaction as%",
};
const VICTIMS = ["the importing process", "PostgreSQL"] as const;
const cases = Object.keys(PHASES).flatMap((phase) =>
  VICTIMS.map((victim) => [victim, phase as keyof typeof PHASES] as const),
);

test.each(Array.from({ length: REPETITIONS }, () => cases).flat())(
  "kill -9 of %s while %s: nothing of the import is kept, the next start just works",
  async (victim, phase) => {
    await untilLanded(20, async (delay) => {
      const isMidPhase = await killed(victim, phase, delay);
      const { rows } = await askHome(home, (client) => client.query(COUNTS));
      console.log(
        `${victim} killed while ${phase}: ${isMidPhase ? "inside" : "outside"} the phase, left ${JSON.stringify(rows)}`,
      );
      expect(rows).toEqual([{ customers: 0, interactions: 0, records: 0, entries: 0 }]);
      return isMidPhase;
    });
  },
  120_000,
);

/** Kills the import some milliseconds after the phase began. @returns whether the phase was still under way then */
async function killed(victim: (typeof VICTIMS)[number], phase: keyof typeof PHASES, delay: number): Promise<boolean> {
  const running = importing();
  const client = await watching();
  const isMidPhase = await killDuring(
    () => isSeen(client, `state = 'active' and query like '${PHASES[phase]}'`),
    delay,
    () => [victim === "PostgreSQL" ? postgresOf(home) : running.pid],
  );
  const { code, stdout } = await running.ended;
  await client.end().catch(() => undefined);
  expect({ failed: code !== 0, stdout }).toEqual({ failed: true, stdout: "" });
  return isMidPhase;
}

test("after all that the import runs through, and again changes nothing", async () => {
  const first = JSON.parse((await importing().ended).stdout);
  expect(first.records).toMatchObject({ customer: { created: CUSTOMERS }, interaction: { created: INTERACTIONS } });
  const again = JSON.parse((await importing().ended).stdout);
  expect(again).toMatchObject({ repeated: true, records: { interaction: { created: 0, unchanged: INTERACTIONS } } });
});

test("an interrupted import says so, exits as shells expect, and keeps nothing more", async () => {
  const before = await askHome(home, (client) => client.query(COUNTS));
  writeFileSync(
    path.join(dir, "customers.csv"),
    ["id,name", ...Array.from({ length: CUSTOMERS }, (_, i) => `c${i},Other ${i}`)].join("\n"),
  );
  const running = await askHome(home, async (client) => {
    const started = importing();
    await until(() => isSeen(client, `query like 'copy staged%'`));
    process.kill(started.pid, "SIGINT");
    return started.ended;
  });
  expect({ code: running.code, stdout: running.stdout }).toEqual({ code: 130, stdout: "" });
  expect(running.stderr).toContain("Interrupted by SIGINT.");
  expect((await askHome(home, (client) => client.query(COUNTS))).rows).toEqual(before.rows);
  expect((await askHome(home, (client) => client.query(`select from customer where name like 'Other%'`))).rows).toEqual(
    [],
  );
});
