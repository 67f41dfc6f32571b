import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

import { must } from "../../src/kernel/invariant";
import { EMBEDDED_DATABASE, startEmbedded } from "../../src/platform/database/embedded";
import { sessionOf } from "../../src/platform/database/session";
import { aHome, postmasterPid, removeHomes } from "../support/homes";
import { isAlive, type Running, runScript, until, untilLanded } from "../support/process";

const REPETITIONS = process.env.HOLDFAST_TORTURE === "full" ? 10 : 1;
const CUSTOMERS = 2_000;

const home = aHome();
const env = { HOLDFAST_HOME: home, DATABASE_URL: "", PORT: "0", LOG_LEVEL: "info", NODE_ENV: "development" };
const serve = (): Running => runScript("src/cli.ts", ["serve"], env);
let running: Running | null = null;

/** Each bought every 14 days until five weeks ago, so that each has an assessment, and one signal decides it. */
const COMPANY = `
  insert into customer (external_id, name) select 'c' || n, 'Customer ' || n from generate_series(1, ${CUSTOMERS}) n;
  insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
  select c.id || '-' || n, c.id, (now() at time zone 'UTC')::date - 35 - 14 * n, 10000, 'EUR'
  from customer c, generate_series(0, 9) n;
  insert into risk_model (external_id, version, effective_from, weights, by_segment, watch_from, at_risk_from, critical_from,
    hysteresis, minimum_coverage, horizon_days, reason)
  select 'rhythm alone', 2, effective_from, '{"PURCHASE_RHYTHM": 0.8}', by_segment, watch_from, at_risk_from, critical_from,
    hysteresis, minimum_coverage, horizon_days, 'a test' from risk_model;`;

/** Asks the database of the home as its superuser. */
async function asked<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const embedded = await startEmbedded({ home, use: "command", say: () => undefined });
  const client = new Client(sessionOf(embedded.url("postgres", EMBEDDED_DATABASE)));
  // Killing PostgreSQL ends the connection of the one who watches it, too.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
    await embedded.close();
  }
}

beforeAll(async () => {
  await runScript("src/cli.ts", ["migrate"], env).ended;
  await asked((client) => client.query(COMPANY));
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  expect(await runScript("src/cli.ts", ["assess", "--as-of", yesterday], env).ended).toMatchObject({ code: 0 });
}, 120_000);
afterAll(async () => {
  running?.child.kill("SIGKILL");
  await running?.ended;
  await asked(() => Promise.resolve());
  removeHomes();
});

const STANDING = `
  select r.as_of = current_date as today, r.scope, r.assessed, count(a.*)::int as stored
  from risk_run r left join risk_assessment a on a.as_of = r.as_of group by r.id order by r.id`;
const YESTERDAY = { today: false, scope: "ALL", assessed: CUSTOMERS, stored: CUSTOMERS };
const standing = () => asked(async (client) => (await client.query<object>(STANDING)).rows);
const ofToday = () =>
  asked(
    async (client) =>
      (await client.query<object>(`select from risk_assessment where as_of = current_date`)).rows.length,
  );

const forgetToday = () =>
  asked((client) =>
    client.query(`
      delete from play_step where play_id in (select id from play where opened_on = current_date);
      delete from play where opened_on = current_date;
      delete from risk_assessment where as_of = current_date;
      delete from risk_run where as_of = current_date`),
  );

/** What PostgreSQL sees of the run's transaction: it waits while all is read, then stores what is computed bit by bit. */
const PHASES = {
  "reading and computing": "state = 'idle in transaction' and query like '%delete from risk_change%'",
  "storing assessments": "state <> 'idle' and query ~ 'insert into risk_assessment|from playbook|with alert as'",
};
const VICTIMS = ["the server", "PostgreSQL and the server"] as const;
const cases = (Object.keys(PHASES) as (keyof typeof PHASES)[]).flatMap((phase) =>
  VICTIMS.map((victim) => [victim, phase] as const),
);

/** Kills the server some milliseconds after its job began the phase. @returns whether the phase was still under way then */
async function killed(victim: (typeof VICTIMS)[number], phase: keyof typeof PHASES, delay: number): Promise<boolean> {
  const server = (running = serve());
  const isMidPhase = await asked(async (client) => {
    const active = async (): Promise<boolean> => {
      const sql = `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and ${PHASES[phase]}`;
      return (await client.query(sql)).rows.length > 0;
    };
    await until(active);
    await sleep(delay);
    const inside = await active();
    const victims = victim === "the server" ? [] : [must(postmasterPid(home), "PostgreSQL runs")];
    for (const pid of [server.pid, ...victims]) process.kill(pid, "SIGKILL");
    await until(() => [server.pid, ...victims].every((pid) => !isAlive(pid)));
    return inside;
  });
  await server.ended;
  return isMidPhase;
}

test.each(Array.from({ length: REPETITIONS }, () => cases).flat())(
  "kill -9 of %s while %s in the nightly job: the last complete assessments stand, the next start finishes them",
  async (victim, phase) => {
    await untilLanded(10, async (delay) => {
      const isMidPhase = await killed(victim, phase, delay);
      console.log(`${victim} killed while ${phase}: ${isMidPhase ? "inside" : "outside"} the phase`);
      if (!isMidPhase) {
        await forgetToday();
        return false;
      }
      expect(await ofToday()).toBe(0);
      expect(await standing()).toEqual([YESTERDAY]);
      return true;
    });

    running = serve();
    await running.line('"job":"assess","done"');
    running.child.kill("SIGTERM");
    expect(await running.ended).toMatchObject({ code: 0 });
    expect(await standing()).toEqual([YESTERDAY, { ...YESTERDAY, today: true }]);
    await forgetToday();
  },
  120_000,
);
