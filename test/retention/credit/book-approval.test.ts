import { contractUpsert } from "../../../src/records/contracts/contract.upsert";
import { renewalUpsert } from "../../../src/records/renewals/renewal.upsert";
import type { Day } from "../../../src/kernel/calendar";
import type { Role } from "../../../src/platform/auth/viewer";
import { bookApprovals } from "../../../src/retention/credit/book-approvals.queries";
import { act, audits, type Done } from "../../support/action";
import { aCustomer, anAssignment, aRep, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf, write } from "../../support/writes";

const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida });
const emil = aRep({ externalId: "emil" });
/** Noor took it over 30 days before the reference date, from the house. */
const fresh = aCustomer({ externalId: "fresh" });
/** A day more. */
const older = aCustomer({ externalId: "older" });
const left = aCustomer({ externalId: "left" });
const lost = aCustomer({ externalId: "lost", relationship: "CONTRACT" });

let database: TestDatabase;
let graph: Graph;
beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ...[ida, noor, emil, fresh, older, left, lost],
    anAssignment({ customer: fresh, rep: noor, startsOn: "2026-01-31" }),
    anAssignment({ customer: older, rep: noor, startsOn: "2026-01-30", endsOn: "2026-02-15", share: 5_000 }),
    anAssignment({ customer: older, rep: noor, startsOn: "2026-02-15" }),
    anAssignment({ customer: left, rep: noor, startsOn: "2025-01-01", endsOn: "2026-02-20" }),
    anAssignment({ customer: left, rep: emil, startsOn: "2026-02-20" }),
    anAssignment({ customer: lost, rep: noor, startsOn: "2025-01-01" }),
  ]);
});
afterEach(() => database.close());

const APPROVE = {
  name: "bookApprove",
  subject: "approval",
  selection: "kind role on reason rep { externalId } customer { externalId }",
};

interface Asked {
  readonly as?: Role;
  readonly by?: string;
  readonly rep?: string;
  readonly role?: string;
}

async function approve(
  kind: string,
  customer: string,
  { as = "LEADER", by = "ida", ...asked }: Asked = {},
): Promise<Done> {
  const { rep = "noor", role = "ACCOUNT_MANAGER" } = asked;
  const viewer = { principal: by, role: as, repId: await idOf(database, "rep", by) };
  const input = {
    rep: await nodeIdOf(database, "Rep", "rep", rep),
    customer: await nodeIdOf(database, "Customer", "customer", customer),
    ...{ role, kind, reason: "agreed in the review" },
  };
  return act(graph, viewer, APPROVE, input);
}

const refused = async (...asked: Parameters<typeof approve>): Promise<readonly string[]> =>
  (await approve(...asked)).refused;

/** What credit reads, in the customers' and reps' own keys. */
async function decided(asOf: string, customers: readonly string[] | null = null): Promise<string[]> {
  const found = await bookApprovals(contextOf(database), customers, asOf as Day);
  const named = async (table: string, id: string) =>
    (await database.owner.query<{ key: string }>(`select external_id as key from ${table} where id = $1`, [id]))
      .rows[0]!.key;
  return Promise.all(
    found.map(
      async ({ customerId, repId, role, kind, on }) =>
        `${kind} of ${await named("customer", customerId)} by ${await named("rep", repId)} as ${role} on ${on}`,
    ),
  );
}

describe("a rescue", () => {
  test("is approved by who leads the rep, within 30 days of taking over, and counts from that day on", async () => {
    const { record } = await approve("RESCUE", "fresh");
    expect(record).toEqual({
      ...{ kind: "RESCUE", role: "ACCOUNT_MANAGER", on: REFERENCE_DATE, reason: "agreed in the review" },
      ...{ rep: { externalId: "noor" }, customer: { externalId: "fresh" } },
    });
    expect(await decided("2026-03-01")).toEqual([]);
    expect(await decided(REFERENCE_DATE)).toEqual([`RESCUE of fresh by noor as ACCOUNT_MANAGER on ${REFERENCE_DATE}`]);
  });

  test("leaves an audit record, and is recorded once", async () => {
    await approve("RESCUE", "fresh");
    expect(await refused("RESCUE", "fresh")).toEqual(["CONFLICT kind"]);
    expect(await audits(database, "bookApprove")).toEqual([
      expect.objectContaining({
        ...{ principal: "ida", type: "bookApproval", before: null },
        after: expect.objectContaining({ kind: "RESCUE", approved_by: "ida", reason: "agreed in the review" }),
      }),
    ]);
  });

  test("comes too late a day later, and a new share does not begin the time anew", async () => {
    expect(await refused("RESCUE", "older")).toEqual(["CONFLICT kind"]);
  });

  test("is of a customer that the rep holds", async () => {
    expect(await refused("RESCUE", "left")).toEqual(["CONFLICT customer"]);
    expect(await refused("RESCUE", "fresh", { role: "SUPPORT" })).toEqual(["NOT_FOUND customer"]);
  });
});

describe("an excused loss", () => {
  const excuse = (...excusedReasons: string[]) =>
    act(
      graph,
      { role: "ADMIN" },
      { name: "attributionPolicyPublish", subject: "policy", selection: "version" },
      {
        ...{ version: 1, effectiveFrom: "2026-01-01", reason: "agreed", excusedReasons },
      },
    );
  const term = {
    ...{ externalId: "k", customer: "lost", startsOn: "2025-02-01", endsOn: "2026-02-01" },
    ...{ annualValue: "100", currency: "EUR" },
  };
  const renewal = {
    ...{ externalId: "r", customer: "lost", contract: "k", dueOn: "2026-02-01", valueDue: "100", currency: "EUR" },
    ...{ status: "LOST", closedOn: "2026-02-10", lossReason: "BUSINESS_CHANGE" },
  };

  test("needs a reason that the policy excuses: by default there is none", async () => {
    await write(database, contractUpsert, term);
    await write(database, renewalUpsert, renewal);
    expect(await refused("EXCUSED_LOSS", "lost")).toEqual(["CONFLICT kind"]);
    await excuse("NON_PAYMENT");
    expect(await refused("EXCUSED_LOSS", "lost")).toEqual(["CONFLICT kind"]);
  });

  test("is approved where the renewal was lost for it", async () => {
    await write(database, contractUpsert, term);
    await write(database, renewalUpsert, renewal);
    await excuse("NON_PAYMENT", "BUSINESS_CHANGE");
    expect((await approve("EXCUSED_LOSS", "lost")).record).toMatchObject({ kind: "EXCUSED_LOSS", on: REFERENCE_DATE });
  });

  test.each([
    ["a contract ended for it", {}, []],
    ["a contract that ends for it only later", { endedOn: "2026-03-03" }, ["CONFLICT kind"]],
    ["a contract ended for another reason", { lossReason: "PRICE" }, ["CONFLICT kind"]],
  ])("and %s", async (_rule, more, expected) => {
    const ended = { ...term, endsOn: "2026-12-01", endedOn: "2026-01-15", lossReason: "NON_PAYMENT", ...more };
    await write(database, contractUpsert, ended);
    await excuse("NON_PAYMENT");
    expect(await refused("EXCUSED_LOSS", "lost")).toEqual(expected);
  });

  test("nothing was lost of a customer that goes on", async () => {
    await excuse("NON_PAYMENT", "OTHER");
    expect(await refused("EXCUSED_LOSS", "lost")).toEqual(["CONFLICT kind"]);
  });
});

describe("a removal", () => {
  test("is recorded by whoever gives the customer to another rep, with the reason given", async () => {
    const input = {
      customer: await nodeIdOf(database, "Customer", "customer", "older"),
      to: await nodeIdOf(database, "Rep", "rep", "emil"),
      ...{ role: "ACCOUNT_MANAGER", startsOn: "2026-03-05", reason: "moved to the south", version: 1 },
    };
    const reassign = { name: "customerReassign", subject: "customer", selection: "version" };
    await act(graph, { role: "ADMIN" }, reassign, input);
    expect(await decided("2026-03-04")).toEqual([]);
    expect(await decided("2026-03-05")).toEqual(["REMOVAL of older by noor as ACCOUNT_MANAGER on 2026-03-05"]);
    const source = `{ rep(externalId: "noor") { bookApprovals { edges { node { kind on reason } } } } }`;
    const { data } = await graph.ask({ role: "REP", repId: await idOf(database, "rep", "noor") }, source);
    const node = { kind: "REMOVAL", on: "2026-03-05", reason: "moved to the south" };
    expect(data).toEqual({ rep: { bookApprovals: { edges: [{ node }] } } });
  });

  test("is none of a rep that goes on with the whole role instead of a part", async () => {
    await database.owner.query(`update assignment set share = 5000 where starts_on = '2026-02-15'`);
    const input = {
      customer: await nodeIdOf(database, "Customer", "customer", "older"),
      to: await nodeIdOf(database, "Rep", "rep", "noor"),
      ...{ role: "ACCOUNT_MANAGER", startsOn: "2026-03-05", reason: "alone from now on", version: 1 },
    };
    const reassign = { name: "customerReassign", subject: "customer", selection: "version" };
    expect((await act(graph, { role: "ADMIN" }, reassign, input)).record).toEqual({ version: 2 });
    expect(await decided("2030-01-01")).toEqual([]);
  });

  test("is of the day on which the assignment ended, however it did; the customer need not be seen any more", async () => {
    expect((await approve("REMOVAL", "left")).record).toMatchObject({ on: "2026-02-20" });
    expect(await refused("REMOVAL", "fresh")).toEqual(["CONFLICT customer"]);
  });
});

test("a decision is not for a rep itself, nor about who does not report to its leader", async () => {
  expect(await refused("RESCUE", "fresh", { as: "REP", by: "noor" })).toEqual(["FORBIDDEN"]);
  expect(await refused("RESCUE", "fresh", { as: "LEADER", by: "noor" })).toEqual(["CONFLICT rep"]);
  expect(await refused("RESCUE", "fresh", { as: "ADMIN", by: "noor" })).toEqual(["CONFLICT rep"]);
  expect(await refused("RESCUE", "fresh", { by: "emil" })).toEqual(["NOT_FOUND rep"]);
  expect(await refused("RESCUE", "fresh", { as: "HR", by: "ida" })).toEqual(["FORBIDDEN"]);
  expect(await refused("RESCUE", "fresh", { as: "ADMIN", by: "emil" })).toEqual([]);
});

test("a customer merged into another counts as that one from the day of the merge on", async () => {
  await approve("RESCUE", "fresh");
  await database.owner.query(`
    update customer set merged_on = '2026-03-10', merged_into_id = (select id from customer where external_id = 'left')
    where external_id = 'fresh'`);
  const into = [await idOf(database, "customer", "left")];
  expect(await decided("2026-03-09", into)).toEqual([]);
  expect(await decided("2026-03-10", into)).toEqual([expect.stringContaining("RESCUE of left by noor")]);
  expect(await decided("2026-03-10")).toEqual([expect.stringContaining("RESCUE of left by noor")]);
});

test.each(["update book_approval set reason = ''", "delete from book_approval", "truncate book_approval"])(
  "what was decided never changes: %s is refused to the server, and to the owner",
  async (change) => {
    await expect(database.dataSource.query(change)).rejects.toThrow(/permission denied/);
    await expect(database.owner.query(change)).rejects.toThrow(/book_approval is append-only/);
  },
);
