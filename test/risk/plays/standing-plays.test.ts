import type { Day } from "../../../src/kernel/calendar";
import { assess } from "../../../src/risk/assessments/assess.service";
import { act } from "../../support/action";
import { aCustomer, anAssignment, anInteraction, aRep, type Built, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver } from "../../support/graph";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const run = (day: string) => assess(contextOf(database), day as Day, "ALL");

async function plays(): Promise<string[]> {
  const { rows } = await database.owner.query<{ told: string }>(`
    select p.playbook_code || ' of ' || c.external_id || ' about ' || p.event_on || ': ' || p.evidence as told
    from play p join customer c on c.id = p.customer_id where p.event_on is not null order by p.id`);
  return rows.map(({ told }) => told);
}

const ada = aRep({ externalId: "ada" });
const tenant = aCustomer({ externalId: "tenant", relationship: "CONTRACT", ownedBy: ada });
const lead = aCustomer({ externalId: "lead", acquiredOn: null });
const talked = (point: string, day: string): Built =>
  anInteraction({ with: tenant, occurredAt: `${day}T09:00:00Z`, point, direction: "TWO_WAY" });

const renewal = (dueOn: string, closedOn: string | null) =>
  database.owner.query(
    `insert into renewal (external_id, customer_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor)
     select 'r', id, $1::date, 100, 'EUR', case when $2::date is null then 'UPCOMING' else 'RENEWED' end, $2::date,
       case when $2::date is not null then 100 end from customer where external_id = 'tenant'`,
    [dueOn, closedOn],
  );

describe("a lead that came", () => {
  const came = () =>
    database.owner.query(`update customer set first_contact_on = '2026-02-27' where external_id = 'lead'`);

  test("is answered by a play, once", async () => {
    await store(database.owner, [lead]);
    await came();
    await run("2026-02-26");
    expect(await plays()).toEqual([]);
    await run("2026-02-27");
    await run("2026-02-28");
    await database.owner.query(`update play set closed_on = '2026-02-28', outcome = 'NO_ANSWER'`);
    await run("2026-03-02");
    expect(await plays()).toEqual([
      "LEAD_ANSWERED of lead about 2026-02-27: Came on 2026-02-27; nobody has answered yet.",
    ]);
  });

  test("needs none once somebody has answered", async () => {
    await store(database.owner, [
      lead,
      anInteraction({ with: lead, occurredAt: "2026-02-27T15:00:00Z", direction: "OUTBOUND" }),
    ]);
    await came();
    await run("2026-02-28");
    expect(await plays()).toEqual([]);
  });

  test("a month ago is no longer answered", async () => {
    await store(database.owner, [lead]);
    await came();
    await run("2026-03-29");
    expect(await plays()).toEqual([]);
  });
});

describe("a referral", () => {
  const received = (followedUp: string | null) =>
    database.owner.query(
      `insert into referral (external_id, customer_id, lead_id, received_on, first_followed_up_on)
       select 'f', c.id, l.id, '2026-02-27', $1::date from customer c, customer l
       where c.external_id = 'tenant' and l.external_id = 'lead'`,
      [followedUp],
    );

  test("is for who serves the customer that named the lead, until somebody serves the lead", async () => {
    await store(database.owner, [ada, tenant, lead]);
    await received(null);
    await run("2026-02-28");
    const told = "about 2026-02-27: Recommended Customer lead on 2026-02-27; nobody has followed it up yet.";
    expect(await plays()).toEqual([`REFERRAL_FOLLOWED_UP of tenant ${told}`]);
  });

  test("is the lead's own once somebody serves it", async () => {
    await store(database.owner, [ada, tenant, lead, anAssignment({ customer: lead, rep: ada })]);
    await received(null);
    await run("2026-02-28");
    expect(await plays()).toEqual([expect.stringContaining("REFERRAL_FOLLOWED_UP of lead")]);
  });

  test("needs none from the day on which it was followed up", async () => {
    await store(database.owner, [ada, tenant, lead]);
    await received("2026-03-01");
    await run("2026-03-01");
    expect(await plays()).toEqual([]);
  });
});

describe("a renewal", () => {
  test("is thanked for", async () => {
    await store(database.owner, [ada, tenant]);
    await renewal("2026-03-01", "2026-02-20");
    await run("2026-02-20");
    expect(await plays()).toEqual([
      "RENEWAL_THANKED of tenant about 2026-02-20: Renewed on 2026-02-20; nobody has said thank you yet.",
    ]);
  });

  test("needs no second thank you", async () => {
    await store(database.owner, [ada, tenant, talked("THANKS", "2026-02-21")]);
    await renewal("2026-03-01", "2026-02-20");
    await run("2026-02-21");
    expect(await plays()).toEqual([]);
  });

  test("is reviewed from 60 days before it is due", async () => {
    await store(database.owner, [ada, tenant]);
    await renewal("2026-05-01", null);
    await run("2026-03-01");
    expect(await plays()).toEqual([]);
    await run("2026-03-02");
    expect(await plays()).toEqual([
      "RENEWAL_REVIEWED of tenant about 2026-05-01: Due on 2026-05-01, in 60 days; no review since 2026-01-01.",
    ]);
  });

  test("needs no second review", async () => {
    await store(database.owner, [ada, tenant, talked("REVIEW", "2026-01-01")]);
    await renewal("2026-05-01", null);
    await run("2026-03-02");
    expect(await plays()).toEqual([]);
  });
});

test("a customer that lapsed is won back: once for each time", async () => {
  await store(database.owner, [ada, aCustomer({ externalId: "buyer", ownedBy: ada })]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 's' || n, id, date '2026-01-15' - 14 * n, 100, 'EUR' from generate_series(0, 9) n, customer`);
  // Three gaps of 14 days are over on the 43rd day.
  await run("2026-02-26");
  expect(await plays()).toEqual([]);
  await run("2026-02-27");
  await run("2026-03-20");
  expect(await plays()).toEqual(["CUSTOMER_WON_BACK of buyer about 2026-02-27: Lost on 2026-02-27."]);
});

describe("a playbook of one's own", () => {
  const publish = (input: object) =>
    act(
      graphOver(database),
      { role: "ADMIN" },
      { name: "playbookPublish", subject: "playbook", selection: "version opensOn event" },
      { effectiveFrom: "2026-02-01", reason: "agreed", ...input },
    );
  const gift = {
    ...{ code: "RENEWAL_CELEBRATED", version: 0, name: "Celebrate", event: "RENEWED", role: "CUSTOMER_SUCCESS" },
    ...{ steps: ["Send the gift.", "Ask for a referral."], dueWithinDays: 3, coolDownDays: 0 },
  };
  const stored = async () =>
    (
      await database.owner.query<{ told: string }>(`
        select p.playbook_code || ' for ' || p.role || ' of ' || c.external_id || ' by ' || p.due_on || ': ' || string_agg(s.what, ' ' order by s.position) as told
        from play p join customer c on c.id = p.customer_id join play_step s on s.play_id = p.id
        where p.event_on is not null group by p.id, c.id order by p.playbook_code`)
    ).rows.map(({ told }) => told);

  test("published through the graph, is opened by its event from its day on, once for each event", async () => {
    await store(database.owner, [ada, tenant]);
    await renewal("2026-03-01", "2026-02-20");
    const celebrated = async () => (await stored()).filter((one) => one.startsWith(gift.code));
    expect((await publish({ ...gift, effectiveFrom: "2026-02-23" })).record).toEqual({
      ...{ version: 1, opensOn: "EVENT", event: "RENEWED" },
    });
    await run("2026-02-22");
    expect(await celebrated()).toEqual([]);
    await run("2026-02-23");
    await database.owner.query(`update play set closed_on = '2026-02-24', outcome = 'CARRIED_OUT'`);
    await run("2026-02-25");
    expect(await celebrated()).toEqual([
      "RENEWAL_CELEBRATED for CUSTOMER_SUCCESS of tenant by 2026-02-26: Send the gift. Ask for a referral.",
    ]);
  });

  test("takes an event over from the published one by a new version, and none when it is retired", async () => {
    await store(database.owner, [ada, tenant]);
    await renewal("2026-03-01", "2026-02-20");
    const thanks = { code: "RENEWAL_THANKED", version: 1 };
    expect((await publish({ ...thanks, steps: ["Call."], dueWithinDays: 1 })).record).toMatchObject({ version: 2 });
    await run("2026-02-20");
    expect(await stored()).toEqual(["RENEWAL_THANKED for ACCOUNT_MANAGER of tenant by 2026-02-21: Call."]);
    await publish({ code: "LEAD_ANSWERED", version: 1, retired: true });
    await store(database.owner, [lead]);
    await database.owner.query(`update customer set first_contact_on = '2026-02-20' where external_id = 'lead'`);
    await run("2026-02-21");
    expect(await stored()).toHaveLength(1);
  });
});
