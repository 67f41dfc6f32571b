import { SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import type { Alarming } from "../../../src/risk/plays/calc/alert";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { idOf } from "../../support/writes";
import { BY_SIGNALS, openAlarms } from "./by-signals";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
  await store(
    database.owner,
    ["quiet", "other"].map((externalId) => aCustomer({ externalId })),
  );
});
afterEach(() => database.close());

const SILENT = { signal: "PURCHASE_RHYTHM", severity: 0.6, evidence: "52 days since the last order." } as const;
const DETRACTOR = { signal: "NPS", severity: 1, evidence: "NPS 2." } as const;

async function assessed(
  customer: string,
  band: Alarming["band"] = "WATCH",
  ...drivers: Alarming["drivers"]
): Promise<Alarming> {
  return { customerId: await idOf(database, "customer", customer), band, drivers, ...BY_SIGNALS };
}

const run = (asOf: string, ...all: Alarming[]): Promise<number> =>
  transaction(database, SYSTEM, (tx) => openAlarms(tx, asOf, ...all));

async function plays(): Promise<object[]> {
  const { rows } = await database.owner.query<object>(`
    select c.external_id as customer, p.playbook_code as code, p.opened_on::text as opened, p.due_on::text as due
    from play p join customer c on c.id = p.customer_id order by p.opened_on, 1, 2`);
  return rows;
}

const close = (day: string) =>
  database.owner.query(`update play set closed_on = $1, outcome = 'CARRIED_OUT' where closed_on is null`, [day]);

test("a broken purchase rhythm opens a play, due within a week, with the steps of its playbook", async () => {
  expect(await run("2026-03-01", await assessed("quiet", "WATCH", SILENT))).toBe(1);
  expect(await plays()).toEqual([
    { customer: "quiet", code: "PURCHASE_RHYTHM_BROKEN", opened: "2026-03-01", due: "2026-03-08" },
  ]);
  const { rows } = await database.owner.query(`
    select p.role, p.band, p.signal, p.severity, p.evidence, p.event_on, p.closed_on, array_agg(s.what order by position) = b.steps as steps
    from play p join play_step s on s.play_id = p.id join playbook b on b.id = p.playbook_id group by p.id, b.id`);
  expect(rows).toEqual([
    {
      ...{ role: "ACCOUNT_MANAGER", band: "WATCH", signal: "PURCHASE_RHYTHM", severity: 0.6, event_on: null },
      ...{ evidence: "52 days since the last order.", closed_on: null, steps: true },
    },
  ]);
});

test("a customer at risk for other reasons gets the band's play", async () => {
  await run("2026-03-01", await assessed("quiet", "AT_RISK", DETRACTOR), await assessed("other", "WATCH", DETRACTOR));
  expect(await plays()).toEqual([
    { customer: "quiet", code: "CUSTOMER_AT_RISK", opened: "2026-03-01", due: "2026-03-15" },
  ]);
});

test("a customer that flaps opens one play, not ten", async () => {
  const loud = await assessed("quiet", "WATCH", SILENT);
  const calm = await assessed("quiet", "HEALTHY");
  const opened: number[] = [];
  for (let day = 1; day <= 20; day++) {
    opened.push(await run(`2026-03-${String(day).padStart(2, "0")}`, day % 2 === 0 ? calm : loud));
  }
  expect(opened).toEqual([1, ...Array<number>(19).fill(0)]);
  expect(await plays()).toHaveLength(1);
});

test("two runs at the same time open one play", async () => {
  const loud = await assessed("quiet", "WATCH", SILENT);
  const opened = await Promise.all([run("2026-03-01", loud), run("2026-03-01", loud), run("2026-03-01", loud)]);
  expect(opened.sort()).toEqual([0, 0, 1]);
});

test("after a play there is no other for the cool-down, and one on the day when it is over", async () => {
  const loud = await assessed("quiet", "WATCH", SILENT);
  await run("2026-03-01", loud);
  await close("2026-03-05");
  expect(await run("2026-04-03", loud)).toBe(0);
  expect(await run("2026-04-04", loud)).toBe(1);
});

test("the cool-down is the customer's and the playbook's own", async () => {
  await run("2026-03-01", await assessed("quiet", "WATCH", SILENT));
  await close("2026-03-05");
  const others = [await assessed("quiet", "AT_RISK", DETRACTOR), await assessed("other", "WATCH", SILENT)];
  expect(await run("2026-03-06", ...others)).toBe(2);
});

test("a run that fails opens none", async () => {
  const loud = await assessed("quiet", "WATCH", SILENT);
  const failed = transaction(database, SYSTEM, async (tx) => {
    await openAlarms(tx, "2026-03-01", loud);
    throw new Error("the run died");
  });
  await expect(failed).rejects.toThrow("the run died");
  expect(await plays()).toEqual([]);
});

const publish = (retired: boolean) =>
  database.owner.query(
    `insert into playbook (external_id, code, version, effective_from, name, opens_on, signal, from_severity, role, steps,
       due_within_days, cool_down_days, retired, reason)
     values ('second', 'PURCHASE_RHYTHM_BROKEN', 2, '2026-03-10', 'Rhythm', 'SIGNAL', 'PURCHASE_RHYTHM', 0.9, 'SALES',
       array['Call.'], 3, 30, $1, 'a test')`,
    [retired],
  );

test("the version in effect on the day opens it", async () => {
  await publish(false);
  const [loud, louder] = [0.8, 0.9].map((severity) => ({ ...SILENT, severity }));
  expect(await run("2026-03-09", await assessed("quiet", "WATCH", loud!))).toBe(1);
  expect(await run("2026-03-10", await assessed("other", "WATCH", loud!))).toBe(0);
  expect(await run("2026-03-11", await assessed("other", "WATCH", louder!))).toBe(1);
  expect((await plays()).at(-1)).toMatchObject({ customer: "other", due: "2026-03-14" });
});

test("a retired playbook opens none", async () => {
  await publish(true);
  expect(await run("2026-03-10", await assessed("quiet", "WATCH", { ...SILENT, severity: 0.95 }))).toBe(0);
});

test.each(["update playbook set name = 'other'", "delete from playbook"])(
  "a version never changes: %s",
  async (sql) => {
    await expect(database.owner.query(sql)).rejects.toThrow();
  },
);
