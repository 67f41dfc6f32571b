import { formatNodeId } from "../../../src/platform/plan/node-id";
import { contractUpsert } from "../../../src/records/contracts/contract.upsert";
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

const FIELDS =
  "externalId signedOn startsOn endsOn endedOn monthToMonth annualValue { amount currency } replaces { externalId } lossReason competitor version";
const action = (name: string): Action => ({ name, subject: "contract", selection: FIELDS });
const node = async (type: string, key: string) => formatNodeId(type, await idOf(database, type.toLowerCase(), key));
const leader = async () => ({ role: "LEADER" as const, repId: await idOf(database, "rep", "ida") });
const rep = async () => ({ role: "REP" as const, repId: await idOf(database, "rep", "noor") });

/** A contract of alder's for 2026. */
const held = async (externalId: string, more = {}): Promise<string> => {
  const terms = { startsOn: "2026-01-01", endsOn: "2027-01-01", annualValue: "1200", currency: "EUR" };
  await write(database, contractUpsert, { externalId, customer: "alder", ...terms, ...more });
  return node("Contract", externalId);
};
const nothing = (...refused: string[]): Done => ({ record: null, refused });

describe("contractSign", () => {
  const terms = { signedOn: "2025-12-20", startsOn: "2026-01-01", endsOn: "2027-01-01", currency: "JPY" };
  const sign = async (more = {}, viewer: object | null = null) => {
    const input = { customer: await node("Customer", "alder"), annualValue: "1200", ...terms, ...more };
    return act(graph, viewer ?? (await leader()), action("contractSign"), input);
  };

  it("commits a customer from a day to a day", async () => {
    const { record, refused } = await sign({ externalId: "S1" });
    expect(refused).toEqual([]);
    expect(record).toEqual({
      ...{ externalId: "S1", signedOn: "2025-12-20", startsOn: "2026-01-01", endsOn: "2027-01-01", endedOn: null },
      ...{ monthToMonth: false, annualValue: { amount: "1200", currency: "JPY" }, replaces: null },
      ...{ lossReason: null, competitor: null, version: 1 },
    });
    expect(await audits(database, "contractSign")).toMatchObject([
      { type: "contract", before: null, after: { version: 1 } },
      { type: "renewal", before: null, after: { status: "UPCOMING" } },
    ]);
  });

  it("makes up a key when none is given", async () => {
    expect((await sign()).record).toMatchObject({ externalId: expect.stringMatching(/^contractSign-/) });
  });

  test.each<[string, object, string]>([
    ["a key that is taken", { externalId: "S1" }, "CONFLICT externalId"],
    ["an end before the start", { endsOn: "2025-06-01" }, "CONFLICT endsOn"],
    ["no end of a term", { endsOn: null }, "CONFLICT endsOn"],
    ["a negative value", { annualValue: "-1" }, "CONFLICT annualValue"],
    ["a value beyond all counting", { annualValue: "9".repeat(25) }, "INVALID annualValue"],
    ["a currency that is none", { currency: "EURO" }, "INVALID currency"],
  ])("refuses %s", async (_what, more, reason) => expect(await sign(more)).toEqual(nothing(reason)));

  it("is for leaders of who serves the customer, and administrators", async () => {
    expect(await sign({}, await rep())).toEqual(nothing("FORBIDDEN"));
    expect(await sign({}, { role: "AUDITOR" })).toEqual(nothing("FORBIDDEN"));
    expect(await sign({ customer: await node("Customer", "cedar") })).toEqual(nothing("NOT_FOUND customer"));
    expect((await sign({ customer: await node("Customer", "cedar") }, { role: "ADMIN" })).refused).toEqual([]);
  });
});

describe("contractAmend", () => {
  const amend = async (contract: string, more = {}) => {
    const terms = { signedOn: "2026-05-20", startsOn: "2026-06-01", annualValue: "1500.50", version: 1 };
    return act(graph, await leader(), action("contractAmend"), { contract, ...terms, ...more });
  };

  it("puts new terms in the place of the old ones, to the same end, and leaves the old ones as they were", async () => {
    const contract = await held("A1");
    expect((await amend(contract, { externalId: "A2" })).record).toMatchObject({
      ...{ externalId: "A2", startsOn: "2026-06-01", endsOn: "2027-01-01", replaces: { externalId: "A1" } },
      annualValue: { amount: "1500.50", currency: "EUR" },
    });
    const { data } = await graph.ask(
      {},
      `{ contract(externalId: "A1") { annualValue { amount } endsOn endedOn version } }`,
    );
    expect(data).toEqual({
      contract: { annualValue: { amount: "1200.00" }, endsOn: "2027-01-01", endedOn: null, version: 1 },
    });
    expect(await amend(contract)).toEqual(nothing("CONFLICT contract"));
  });

  it("may lengthen the term, also from month to month", async () => {
    expect((await amend(await held("A3"), { endsOn: "2029-01-01" })).record).toMatchObject({ endsOn: "2029-01-01" });
    const monthly = await held("A4", { endsOn: null, monthToMonth: true });
    expect((await amend(monthly)).record).toMatchObject({ endsOn: null, monthToMonth: true });
    const bound = await held("A5", { endsOn: null, monthToMonth: true });
    expect((await amend(bound, { endsOn: "2028-01-01" })).record).toMatchObject({ monthToMonth: false });
  });

  test.each<[string, object, object, string]>([
    ["before the contract starts", {}, { startsOn: "2025-12-31" }, "CONFLICT startsOn"],
    ["when it is over", {}, { startsOn: "2027-01-01" }, "CONFLICT startsOn"],
    ["once it was ended", { endedOn: "2026-03-01" }, {}, "CONFLICT contract"],
    ["what has changed meanwhile", {}, { version: 3 }, "STALE_VERSION version"],
  ])("does not happen %s", async (_when, contract, more, reason) =>
    expect(await amend(await held(`B${reason}${_when}`, contract), more)).toEqual(nothing(reason)),
  );
});

describe("contractEnd", () => {
  const end = async (contract: string, more = {}) =>
    act(graph, await leader(), action("contractEnd"), {
      ...{ contract, endedOn: "2026-04-01", lossReason: "COMPETITOR", competitor: "Birch", version: 1 },
      ...more,
    });

  it("ends a contract before its time, with the reason", async () => {
    const contract = await held("E1");
    const { record } = await end(contract);
    expect(record).toMatchObject({ endedOn: "2026-04-01", lossReason: "COMPETITOR", competitor: "Birch", version: 2 });
    expect(await audits(database, "contractEnd")).toMatchObject([
      { before: { ended_on: null }, after: { ended_on: "2026-04-01" } },
    ]);
    expect(await end(contract, { version: 2 })).toEqual(nothing("CONFLICT contract"));
  });

  test.each<[string, object, object, string]>([
    ["outside of its term", {}, { endedOn: "2027-01-02" }, "CONFLICT endedOn"],
    ["what has changed meanwhile", {}, { version: 3 }, "STALE_VERSION version"],
  ])("does not happen %s", async (when, contract, more, reason) =>
    expect(await end(await held(`E ${when}`, contract), more)).toEqual(nothing(reason)),
  );

  it("is said of the contract in force, not of the one it replaced", async () => {
    const replaced = await held("E2");
    await held("E3", { startsOn: "2026-02-01", replaces: "E2" });
    expect(await end(replaced)).toEqual(nothing("CONFLICT contract"));
  });
});
