import { askHome, isSeen, killDuring, leaveHome, postgresOf } from "../support/home-database";
import { aHome } from "../support/homes";
import { type Running, runScript, untilLanded } from "../support/process";
import { changeRiskModel } from "../support/risk-model";

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
  from customer c, generate_series(0, 9) n`;

beforeAll(async () => {
  await runScript("src/cli.ts", ["migrate"], env).ended;
  await askHome(home, async (client) => {
    await client.query(COMPANY);
    await changeRiskModel(client, { weights: { PURCHASE_RHYTHM: 0.8 } });
  });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  expect(await runScript("src/cli.ts", ["assess", "--as-of", yesterday], env).ended).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => leaveHome(home, running));

const STANDING = `
  select r.as_of = current_date as today, r.scope, r.assessed, count(a.*)::int as stored
  from risk_run r left join risk_assessment a on a.as_of = r.as_of group by r.id order by r.id`;
const YESTERDAY = { today: false, scope: "ALL", assessed: CUSTOMERS, stored: CUSTOMERS };
const standing = () => askHome(home, async (client) => (await client.query<object>(STANDING)).rows);
const ofToday = () =>
  askHome(
    home,
    async (client) =>
      (await client.query<object>(`select from risk_assessment where as_of = current_date`)).rows.length,
  );

const forgetToday = () =>
  askHome(home, (client) =>
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
  const isMidPhase = await askHome(home, (client) =>
    killDuring(
      () => isSeen(client, `datname = current_database() and ${PHASES[phase]}`),
      delay,
      () => [server.pid, ...(victim === "the server" ? [] : [postgresOf(home)])],
    ),
  );
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
