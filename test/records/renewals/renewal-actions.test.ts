import { formatNodeId } from "../../../src/platform/plan/node-id";
import { contractUpsert } from "../../../src/records/contracts/contract.upsert";
import { renewalUpsert } from "../../../src/records/renewals/renewal.upsert";
import { act, type Action, audits, type Done } from "../../support/action";
import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, write } from "../../support/writes";

let database: TestDatabase;
let graph: Graph;
const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida });

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const customers = [aCustomer({ externalId: "alder", ownedBy: noor }), aCustomer({ externalId: "cedar" })];
  await store(database.owner, [ida, noor, ...customers]);
});
afterAll(() => database.close());

const TERM = { startsOn: "2025-04-01", endsOn: "2026-04-01", annualValue: "1200", currency: "EUR" };
const FIELDS = "status closedOn valueRenewed { amount } renewedBy { externalId } lossReason competitor note version";
const action = (name: string): Action => ({ name, subject: "renewal", selection: FIELDS });
const node = async (type: string, key: string) => formatNodeId(type, await idOf(database, type.toLowerCase(), key));
const leader = async () => ({ role: "LEADER" as const, repId: await idOf(database, "rep", "ida") });
const rep = async () => ({ role: "REP" as const, repId: await idOf(database, "rep", "noor") });
const nothing = (...refused: string[]): Done => ({ record: null, refused });

let made = 0;
/** A renewal of a contract of alder's, due on 1 April 2026. */
async function due(more = {}, customer = "alder"): Promise<string> {
  const externalId = `r${++made}`;
  await write(database, contractUpsert, { externalId: `${externalId}-k`, customer, ...TERM });
  const { endsOn: dueOn, annualValue: valueDue, currency } = TERM;
  await write(database, renewalUpsert, { externalId, contract: `${externalId}-k`, dueOn, valueDue, currency, ...more });
  return node("Renewal", externalId);
}
const LOST = { status: "LOST", closedOn: "2026-02-01", lossReason: "PRICE" };

describe("renewalStartTalks", () => {
  const start = async (renewal: string, version = 1, viewer: object | null = null) =>
    act(graph, viewer ?? (await rep()), action("renewalStartTalks"), { renewal, version });

  it("puts an upcoming renewal into talks, once", async () => {
    const renewal = await due();
    expect((await start(renewal)).record).toMatchObject({ status: "IN_TALKS", version: 2 });
    expect(await start(renewal, 2)).toEqual(nothing("CONFLICT renewal"));
  });

  it("does not happen to what is closed, has changed, or is not seen", async () => {
    expect(await start(await due(LOST))).toEqual(nothing("CONFLICT renewal"));
    expect(await start(await due(), 2)).toEqual(nothing("STALE_VERSION version"));
    expect(await start(await due({}, "cedar"))).toEqual(nothing("NOT_FOUND renewal"));
    expect(await start(await due(), 1, { role: "ANALYST" })).toEqual(nothing("FORBIDDEN"));
  });
});

describe("renewalClose", () => {
  const close = async (renewal: string, more: object, viewer: object | null = null) =>
    act(graph, viewer ?? (await rep()), action("renewalClose"), {
      renewal,
      closedOn: "2026-03-01",
      version: 1,
      ...more,
    });

  it("records for how much the customer goes on, and under which contract", async () => {
    await write(database, contractUpsert, {
      externalId: "next",
      customer: "alder",
      ...TERM,
      startsOn: "2026-04-01",
      endsOn: "2027-04-01",
    });
    const renewedBy = await node("Contract", "next");
    const { record } = await close(await due({ note: "Happy." }), {
      outcome: "RENEWED",
      valueRenewed: "1300.5",
      renewedBy,
    });
    expect(record).toEqual({
      ...{
        status: "RENEWED",
        closedOn: "2026-03-01",
        valueRenewed: { amount: "1300.50" },
        renewedBy: { externalId: "next" },
      },
      ...{ lossReason: null, competitor: null, note: "Happy.", version: 2 },
    });
  });

  it("records why and to whom it was lost, with an audit record", async () => {
    const loss = { outcome: "LOST", lossReason: "COMPETITOR", competitor: "Birch", note: "Half the price." };
    expect((await close(await due(), loss)).record).toEqual({
      ...{ status: "LOST", closedOn: "2026-03-01", valueRenewed: null, renewedBy: null },
      ...{ lossReason: "COMPETITOR", competitor: "Birch", note: "Half the price.", version: 2 },
    });
    expect((await audits(database, "renewalClose")).at(-1)).toMatchObject({
      ...{ type: "renewal", before: { status: "UPCOMING", version: 1 }, after: { status: "LOST", version: 2 } },
    });
  });

  test.each<[string, object, string]>([
    ["for nothing known", { outcome: "RENEWED" }, "CONFLICT valueRenewed"],
    ["for less than nothing", { outcome: "RENEWED", valueRenewed: "-1" }, "CONFLICT valueRenewed"],
    ["for more than can be counted", { outcome: "RENEWED", valueRenewed: "9".repeat(25) }, "INVALID valueRenewed"],
    ["with a reason for a loss", { outcome: "RENEWED", valueRenewed: "1", lossReason: "PRICE" }, "CONFLICT lossReason"],
    ["as a loss without a reason", { outcome: "LOST" }, "CONFLICT lossReason"],
    ["as a loss of some worth", { outcome: "LOST", lossReason: "PRICE", valueRenewed: "1" }, "CONFLICT valueRenewed"],
    ["tomorrow", { outcome: "LOST", lossReason: "PRICE", closedOn: "2026-03-03" }, "INVALID closedOn"],
    ["over what has changed", { outcome: "LOST", lossReason: "PRICE", version: 2 }, "STALE_VERSION version"],
  ])("is refused %s", async (_how, more, reason) => expect(await close(await due(), more)).toEqual(nothing(reason)));

  it("does not decide twice, nor for a customer of somebody else", async () => {
    const loss = { outcome: "LOST", lossReason: "PRICE" };
    expect(await close(await due(LOST), loss)).toEqual(nothing("CONFLICT renewal"));
    expect(await close(await due({}, "cedar"), loss)).toEqual(nothing("NOT_FOUND renewal"));
    const renewedBy = await node("Contract", `r${made}-k`);
    const refused = await close(await due(), { outcome: "RENEWED", valueRenewed: "1", renewedBy });
    expect(refused).toEqual(nothing("NOT_FOUND renewedBy"));
    expect(await close(await due(), { outcome: "RENEWED", valueRenewed: "1", renewedBy }, { role: "ADMIN" })).toEqual(
      nothing("CONFLICT renewedBy"),
    );
  });
});

describe("renewalReopen", () => {
  const reopen = async (renewal: string, viewer: object) =>
    act(graph, viewer, action("renewalReopen"), { renewal, reason: "They called again", version: 1 });

  it("takes a decision back, by a leader and with a reason", async () => {
    const renewal = await due({ ...LOST, competitor: "Birch" });
    expect(await reopen(renewal, await rep())).toEqual(nothing("FORBIDDEN"));
    expect((await reopen(renewal, await leader())).record).toMatchObject({
      ...{ status: "IN_TALKS", closedOn: null, lossReason: null, competitor: "Birch", version: 2 },
    });
    expect(JSON.stringify(await audits(database, "renewalReopen"))).toContain("They called again");
    expect(await reopen(await due(), await leader())).toEqual(nothing("CONFLICT renewal"));
  });
});

describe("a contract's renewal", () => {
  const RENEWALS =
    "externalId renewals { edges { node { status dueOn valueDue { amount } closedOn lossReason competitor } } }";
  const contracts = (name: string): Action => ({ name, subject: "contract", selection: RENEWALS });
  const renewals = ({ record }: Done) =>
    (record!.renewals as { edges: { node: object }[] }).edges.map((edge) => edge.node);
  const open = { status: "UPCOMING", closedOn: null, lossReason: null, competitor: null };

  const signed = async (more = {}) =>
    act(graph, await leader(), contracts("contractSign"), {
      ...{ customer: await node("Customer", "alder"), signedOn: "2025-03-20", ...TERM, ...more },
    });
  const change = async (name: string, key: unknown, input: object) => {
    const contract = await node("Contract", key as string);
    return act(graph, await leader(), contracts(name), { contract, version: 1, ...input });
  };

  it("is upcoming once it is signed, unless it runs from month to month", async () => {
    expect(renewals(await signed())).toEqual([{ ...open, dueOn: "2026-04-01", valueDue: { amount: "1200.00" } }]);
    expect(renewals(await signed({ endsOn: null, monthToMonth: true }))).toEqual([]);
  });

  it("moves to the end and the value of new terms", async () => {
    const { record } = await signed();
    const terms = { signedOn: "2025-06-01", startsOn: "2025-07-01", endsOn: "2028-04-01", annualValue: "2000" };
    const amended = await change("contractAmend", record!.externalId, terms);
    expect(renewals(amended)).toEqual([{ ...open, dueOn: "2028-04-01", valueDue: { amount: "2000.00" } }]);
    const { data } = await graph.ask<{ contract: { renewals: { totalCount: number } } }>(
      {},
      `query ($key: String) { contract(externalId: $key) { renewals { totalCount } } }`,
      { key: record!.externalId },
    );
    expect(data.contract.renewals.totalCount).toBe(0);
  });

  it("begins with the first term of who paid by the month", async () => {
    const { record } = await signed({ endsOn: null, monthToMonth: true });
    const terms = { signedOn: "2025-06-01", startsOn: "2025-07-01", endsOn: "2026-07-01", annualValue: "2000" };
    expect(renewals(await change("contractAmend", record!.externalId, terms))).toMatchObject([{ dueOn: "2026-07-01" }]);
  });

  test.each([
    ["on the day it ended", "2026-02-10", "2026-02-10"],
    ["today when the end is to come", "2026-03-20", "2026-03-02"],
  ])("is lost with a contract that ends early, %s", async (_when, endedOn, closedOn) => {
    const { record } = await signed();
    const loss = { lossReason: "COMPETITOR", competitor: "Birch" };
    const ended = await change("contractEnd", record!.externalId, { endedOn, ...loss });
    expect(renewals(ended)).toMatchObject([{ status: "LOST", closedOn, ...loss }]);
  });
});
