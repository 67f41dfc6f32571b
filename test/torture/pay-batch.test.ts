import { createHash } from "node:crypto";
import type { Client } from "pg";
import { formatNodeId } from "../../src/platform/plan/node-id";
import { askHome, isSeen, killDuring, leaveHome, postgresOf } from "../support/home-database";
import { aHome } from "../support/homes";
import { type Running, runScript, until, urlOf } from "../support/process";
import { asker } from "../support/server";

const REPETITIONS = process.env.HOLDFAST_TORTURE === "full" ? 10 : 1;
/** A kill may come when the phase is over: then another period is sent. */
const MOST_TRIES = 5;
const LINES = 6_000;

const home = aHome();
const env = { HOLDFAST_HOME: home, DATABASE_URL: "", PORT: "0", LOG_LEVEL: "info", NODE_ENV: "development" };
let running: Running | null = null;
let token: string;

const REPS = `insert into rep (external_id, employee_number, full_name) select 'r' || n, 'E' || n, 'Rep ' || n from generate_series(1, 200) n`;

let periods = 0;
/** A locked period with many lines, of a year of its own. Answers its key. */
async function storePeriod(client: Client): Promise<string> {
  const year = 2000 + ++periods;
  const { rows } = await client.query<{ id: string }>(
    `insert into pay_period (external_id, starts_on, ends_on, pay_on)
     values ($1, make_date($2::int, 1, 1), make_date($2::int, 4, 1), make_date($2::int, 4, 15)) returning id`,
    [`y${year}`, year],
  );
  const { id } = rows[0]!;
  await client.query(
    `insert into statement (external_id, pay_period_id, rep_id, input_hash) select $1::text || ' ' || external_id, $1::bigint, id, '' from rep`,
    [id],
  );
  await client.query(
    `insert into statement_line (external_id, statement_id, pay_period_id, rep_id, position, kind, paid_kind, plan_code, plan_version,
       component, earning_code, for_period_id, amount_minor, currency, trace)
     select $1::text || '-' || s.id || '-' || n, s.id, $1::bigint, s.rep_id, n, 'TARGET_BONUS', 'TARGET_BONUS', 'p', 1, n, 'RET',
       $1::bigint, 100 + n,
       'EUR', '{}'
     from statement s, generate_series(1, $2::int / 200) n where s.pay_period_id = $1::bigint`,
    [id, LINES],
  );
  await client.query(`update pay_period set status = 'LOCKED', lines_hash = 'x' where id = $1`, [id]);
  return id;
}

async function serve(): Promise<{ running: Running; url: string }> {
  const started = (running = runScript("src/cli.ts", ["serve"], env));
  return { running: started, url: await urlOf(started) };
}

async function createBatch(url: string, period: string, key = `send ${period}`): Promise<unknown> {
  const query = `mutation ($period: ID!, $key: String!) { compensationBatchCreate(input: { payPeriod: $period }, idempotencyKey: $key) {
    userErrors { message } batch { lineCount contentHash } } }`;
  const variables = { period: formatNodeId("PayPeriod", period), key };
  return asker(url, token)(query, variables);
}

beforeAll(async () => {
  await runScript("src/cli.ts", ["migrate"], env).ended;
  const { stdout } = await runScript("src/cli.ts", ["token", "--role", "HR"], env).ended;
  token = stdout.trim();
  await askHome(home, (client) => client.query(REPS));
}, 120_000);
afterAll(() => leaveHome(home, running));

interface Standing {
  readonly status: string;
  readonly batches: number;
  readonly lines: number;
  readonly keys: number;
  readonly steps: number;
  readonly file: Buffer | null;
  readonly hash: string | null;
}

const standing = (period: string): Promise<Standing> =>
  askHome(home, async (client) => {
    const { rows } = await client.query<Standing>(
      `select p.status, (select count(*)::int from compensation_batch where pay_period_id = p.id) as batches,
         (select count(*)::int from compensation_batch_line l join compensation_batch b on b.id = l.batch_id
          where b.pay_period_id = p.id) as lines,
         (select count(distinct statement_line_id)::int from compensation_batch_line l join compensation_batch b
          on b.id = l.batch_id where b.pay_period_id = p.id) as keys,
         (select count(*)::int from pay_period_step where pay_period_id = p.id and to_status = 'DELIVERED') as steps,
         b.file, b.content_hash as hash
       from pay_period p left join compensation_batch b on b.pay_period_id = p.id where p.id = $1`,
      [period],
    );
    return rows[0]!;
  });

/** Nobody's batch stands while it is made: kills in the midst of its lines. True when the kill found it there. */
async function killWhileSending(victim: (typeof VICTIMS)[number], period: string): Promise<boolean> {
  const { running: killed, url } = await serve();
  const answer = createBatch(url, period).catch(() => "no answer");
  const inside = await askHome(home, (client) =>
    killDuring(
      () => isSeen(client, `state = 'active' and query like '%insert into compensation_batch_line%'`),
      0,
      () => [killed.pid, ...(victim === "the server" ? [] : [postgresOf(home)])],
    ),
  );
  await Promise.all([killed.ended, answer]);
  return inside;
}

const VICTIMS = ["the server", "PostgreSQL and the server"] as const;
const WHOLE = { status: "DELIVERED", batches: 1, lines: LINES, keys: LINES, steps: 1 };
const NOTHING = { status: "LOCKED", batches: 0, lines: 0, keys: 0, steps: 0, file: null, hash: null };

test.each(Array.from({ length: REPETITIONS }, () => VICTIMS).flat())(
  "kill -9 of %s while a batch is written: nothing of it stands, and two calls at once make it whole, once",
  async (victim) => {
    for (let attempt = 1; ; attempt++) {
      const period = await askHome(home, storePeriod);
      const inside = await killWhileSending(victim, period);
      // PostgreSQL ends the statement of a server that is gone once it answers: its transaction may have been the last word.
      await askHome(home, (client) => until(async () => !(await isSeen(client, `query like '%compensation_batch%'`))));
      const left = await standing(period);
      console.log(`${victim} killed ${inside ? "inside" : "outside"} the phase: ${left.lines} of ${LINES} lines stand`);
      const { url } = await serve();
      const answers = await Promise.all([createBatch(url, period), createBatch(url, period, `again ${period}`)]);
      for (const answer of answers) {
        expect(answer).toMatchObject({
          data: { compensationBatchCreate: { userErrors: [], batch: { lineCount: LINES } } },
        });
      }
      running!.child.kill("SIGTERM");
      expect(await running!.ended).toMatchObject({ code: 0 });
      const { file, hash, ...rest } = await standing(period);
      expect(rest).toEqual(WHOLE);
      expect(createHash("sha256").update(file!).digest("hex")).toBe(hash);
      // Committed in the moment of the kill, it is whole: that was no kill in the midst of it.
      if ((!inside || left.batches > 0) && attempt < MOST_TRIES) continue;
      expect({ inside, left }).toEqual({ inside: true, left: NOTHING });
      return;
    }
  },
  240_000,
);
