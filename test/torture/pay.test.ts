import { randomUUID } from "node:crypto";
import type { Client, Pool } from "pg";
import { formatNodeId } from "../../src/platform/plan/node-id";
import { enrol, publish } from "../compensation/inputs/company";
import { PLAN } from "../compensation/periods/given";
import { askHome, isSeen, killDuring, leaveHome, postgresOf } from "../support/home-database";
import { aHome } from "../support/homes";
import { type Ended, type Running, runScript, untilLanded, urlOf } from "../support/process";
import { asker } from "../support/server";

const IS_FULL = process.env.HOLDFAST_TORTURE === "full";
const REPETITIONS = IS_FULL ? 7 : 1;
const PEOPLE = 1_500;
const PERIOD = "2026-Q1";

const home = aHome();
const env = { HOLDFAST_HOME: home, DATABASE_URL: "", PORT: "0", LOG_LEVEL: "info", NODE_ENV: "development" };
let server: Running | null = null;
let token: string;

const pay = (step: string, as: string, ...options: string[]): Running =>
  runScript("src/cli.ts", ["pay", step, PERIOD, "--as", as, "--json", ...options], env);
const AS_OF = "2026-05-01";
const calculating = (): Running => pay("calculate", "ann", "--as-of", AS_OF);

async function done(running: Running): Promise<Ended> {
  const ended = await running.ended;
  expect({ code: ended.code, stderr: ended.code === 0 ? "" : ended.stderr }).toEqual({ code: 0, stderr: "" });
  return ended;
}

/** A server that has a run of the period to calculate: the one that is open, or else one that it is asked for. */
async function calculatingServer(): Promise<Running> {
  const running = (server = runScript("src/cli.ts", ["serve"], env));
  const query = `mutation ($period: ID!, $asOf: Date, $key: String!) {
    payRunStart(input: { payPeriod: $period, asOf: $asOf }, idempotencyKey: $key) { userErrors { message } payRun { status } } }`;
  const variables = { period: formatNodeId("PayPeriod", "1"), asOf: AS_OF, key: randomUUID() };
  const { data } = await asker(await urlOf(running), token)(query, variables);
  expect(data).toMatchObject({ payRunStart: { userErrors: [] } });
  return running;
}

/** The next start of a server finishes the run without being asked. */
async function servedToTheEnd(): Promise<void> {
  server = runScript("src/cli.ts", ["serve"], env);
  await server.line('"job":"pay","done":{"DONE":1');
  server.child.kill("SIGTERM");
  await done(server);
}

/** Everybody keeps one customer, which renewed in January. */
async function fill(client: Client): Promise<void> {
  await client.query(`
    insert into rep (external_id, employee_number, full_name)
    select 'r' || n, 'E' || n, 'Rep ' || n from generate_series(1, ${PEOPLE}) n;
    insert into customer (external_id, name, relationship, currency)
    select 'c' || n, 'Customer ' || n, 'CONTRACT', 'EUR' from generate_series(1, ${PEOPLE}) n;
    insert into assignment (external_id, customer_id, rep_id, role, starts_on)
    select r.external_id, c.id, r.id, 'ACCOUNT_MANAGER', '2024-01-01'
    from rep r join customer c on c.external_id = 'c' || substr(r.external_id, 2);
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
    select external_id, id, '2025-01-01', '2025-01-15', '2026-01-15', 100000, 'EUR' from customer;
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
    select external_id || ' next', id, '2026-01-10', '2026-01-15', '2027-01-15', 90000 + id, 'EUR' from customer;
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on,
      value_renewed_minor, renewed_by_id)
    select k.external_id, k.customer_id, k.id, k.ends_on, k.annual_value_minor, 'EUR', 'RENEWED', '2026-01-10',
      next.annual_value_minor, next.id
    from contract k join contract next on next.external_id = k.external_id || ' next'`);
  const owner = client as unknown as Pool;
  await publish(owner, PLAN);
  await enrol(
    owner,
    Array.from({ length: PEOPLE }, (_, n) => ({ rep: `r${n + 1}`, plan: "KEEP" })),
  );
  await client.query(`analyze`);
}

beforeAll(async () => {
  await runScript("src/cli.ts", ["migrate"], env).ended;
  token = (await done(runScript("src/cli.ts", ["token", "--role", "HR"], env))).stdout.trim();
  await askHome(home, fill);
  await done(pay("open", "ann", "--start", "2026-01-01", "--end", "2026-04-01", "--pay-on", "2026-05-15"));
  await done(calculating());
}, 240_000);
afterAll(() => leaveHome(home, server));

/** What PostgreSQL sees of a transaction while it is in a phase. */
const PHASES = {
  // A run that is only asked for looks at the earlier periods, too.
  "reading what pay rests on": `state = 'idle in transaction' and query like '%from pay_period earlier%'
    and exists (select from pay_run where status = 'RUNNING' and people is null)`,
  // Some of them are stored already, of 500 people at a time.
  "storing statements": `state = 'active' and query ~* 'insert into (statement|line_credit)|copy staged'
    and exists (select from pay_run where status = 'RUNNING' and people_done > 0)`,
  "sealing a period": "state = 'active' and query like '%sealed.row%'",
};
type Phase = keyof typeof PHASES;
type Victim = "the calculating process" | "the server that calculates" | "PostgreSQL";
type Case = readonly [victim: Victim, phase: Phase];

/** As many of each as there are repetitions; where time is short, one of each victim and of each phase. */
const casesOf = (phases: readonly Phase[], victims: readonly Victim[], few: readonly Case[]): readonly Case[] =>
  IS_FULL
    ? phases.flatMap((phase) =>
        victims.flatMap((victim) => Array.from({ length: REPETITIONS }, (): Case => [victim, phase])),
      )
    : few;

const CALCULATING = casesOf(
  ["reading what pay rests on", "storing statements"],
  ["the calculating process", "the server that calculates", "PostgreSQL"],
  [
    ["the calculating process", "reading what pay rests on"],
    ["the server that calculates", "storing statements"],
    ["PostgreSQL", "storing statements"],
  ],
);
const SEALING = casesOf(
  ["sealing a period"],
  ["the calculating process", "PostgreSQL"],
  [["PostgreSQL", "sealing a period"]],
);

/** Kills one of them some milliseconds after the phase began. @returns whether the phase was still under way then */
const killed = (start: () => Running | Promise<Running>, [victim, phase]: Case, delay: number): Promise<boolean> =>
  askHome(home, (client) =>
    askHome(home, async (barrier) => {
      // Each of these transactions takes a step of the period before it commits: none does while it is watched.
      await barrier.query(`begin; lock table pay_period_step in share mode`);
      const running = await start();
      const victims = victim === "PostgreSQL" ? () => postgresAndBackends(client) : () => [running.pid];
      const isMidPhase = await killDuring(() => isSeen(client, PHASES[phase]), delay, victims);
      await running.ended;
      return isMidPhase;
    }),
  );

/** Its processes outlive it until they wait for something: by then one may have committed. */
async function postgresAndBackends(client: Client): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and usename <> current_user`,
  );
  return [postgresOf(home), ...rows.map(({ pid }) => pid)];
}

/** Everything that a period holds, and how many there are of each. */
const HELD = `
  select p.status, p.lines_hash is not null as sealed, md5(p.input_hash) as input,
    (select count(*)::int from statement where pay_period_id = p.id) as statements,
    (select count(*)::int from pay_run where pay_period_id = p.id and status in ('QUEUED', 'RUNNING')) as open_runs,
    (select count(*)::int from pay_run where pay_period_id = p.id and status in ('DONE', 'FAILED')) as runs,
    (select count(*)::int from statement_line where pay_period_id = p.id) as lines,
    (select md5(string_agg(l.external_id || l.amount_minor || l.trace::text, ' ' order by l.external_id))
     from statement_line l where l.pay_period_id = p.id) as all_lines,
    (select md5(string_agg(c::text, ' ' order by c.line_id, c.event)) from line_credit c where c.pay_period_id = p.id) as credits
  from pay_period p`;

interface Held {
  readonly status: string;
  readonly sealed: boolean;
  readonly open_runs: number;
  /** that have ended, one way or the other */
  readonly runs: number;
  readonly lines: number;
  readonly statements: number;
  readonly all_lines: string;
}
const heldBy = async (client: Client): Promise<Held> => (await client.query<Held>(HELD)).rows[0]!;
const held = (): Promise<Held> => askHome(home, heldBy);

/** Another calculation comes to other lines than those that are held. */
const raise = (): Promise<Held> =>
  askHome(home, async (client) => {
    await client.query(`update enrolment set target_minor = target_minor + 4400`);
    return heldBy(client);
  });

test.each(CALCULATING)(
  "kill -9 of %s while %s: the statements from before stand, and the next start makes all of them anew, in the same run",
  async (victim, phase) => {
    const isServer = victim === "the server that calculates";
    await untilLanded(20, async (delay) => {
      const before = await raise();
      const isMidPhase = await killed(isServer ? calculatingServer : calculating, [victim, phase], delay);
      console.log(`${victim} killed while ${phase}: ${isMidPhase ? "inside" : "outside"} the phase`);
      expect(await held()).toEqual({ ...before, open_runs: 1 });
      await (isServer ? servedToTheEnd() : done(calculating()));
      const whole = await held();
      expect(whole).toMatchObject({ status: "CALCULATED", open_runs: 0, statements: PEOPLE, lines: 2 * PEOPLE });
      expect(whole.runs).toBe(before.runs + 1);
      expect(whole.all_lines).not.toBe(before.all_lines);
      return isMidPhase;
    });
  },
  240_000,
);

test.each(SEALING)(
  "kill -9 of %s while %s: it is not locked, and nothing of it has moved",
  async (victim, phase) => {
    if ((await held()).status === "CALCULATED") {
      await done(pay("submit", "ann"));
      await done(pay("approve", "ben"));
    }
    await untilLanded(10, async (delay) => {
      const before = await held();
      const isMidPhase = await killed(() => pay("lock", "ben"), [victim, phase], delay);
      console.log(`${victim} killed while ${phase}: ${isMidPhase ? "inside" : "outside"} the phase`);
      expect(await held()).toEqual(before);
      expect(before).toMatchObject({ status: "APPROVED", sealed: false });
      return isMidPhase;
    });
  },
  240_000,
);

test("after all that it locks, and holdfast verify finds every line as it was sealed", async () => {
  const before = await held();
  await done(pay("lock", "ben"));
  const { all_lines, status, sealed } = await held();
  expect({ all_lines, status, sealed }).toEqual({ all_lines: before.all_lines, status: "LOCKED", sealed: true });
  await done(runScript("src/cli.ts", ["verify"], env));
}, 60_000);
