import type { Day } from "../../../src/kernel/calendar";
import type { Role } from "../../../src/platform/auth/viewer";
import { attributionPolicyOn } from "../../../src/retention/credit/policy.queries";
import { act, audits, type Done } from "../../support/action";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";
import { PUBLISHED } from "./published";

let database: TestDatabase;
let graph: Graph;
const open = async (): Promise<void> => {
  database = await testDatabase();
  graph = graphOver(database);
};
const close = (): Promise<void> => database.close();

const on = (day: string) => attributionPolicyOn(contextOf(database), day as Day);

const PUBLISH = { name: "attributionPolicyPublish", subject: "policy", selection: "version" };
const publish = (version: number, effectiveFrom: string, more: object = {}, role: Role = "ADMIN"): Promise<Done> =>
  act(graph, { role }, PUBLISH, { version, effectiveFrom, reason: "agreed with the teams", ...more });

describe("a policy", () => {
  beforeEach(open);
  afterEach(close);

  test("the published defaults hold on every day that there is, until somebody says otherwise", async () => {
    for (const day of ["0001-01-01", "2024-02-29", "9999-12-31"]) {
      expect(await on(day)).toEqual({ ...PUBLISHED, id: "1" });
    }
  });

  test("a version is the latest one with what is given changed, in effect from its day on", async () => {
    await publish(1, "2026-01-01", { rule: "TIME_WEIGHTED", excusedReasons: ["BUSINESS_CHANGE", "NON_PAYMENT"] });
    await publish(2, "2026-04-01", { minimumDays: 30, inheritedGraceDays: 90, removalNeedsReason: true });
    const second = { rule: "TIME_WEIGHTED", excusedReasons: ["BUSINESS_CHANGE", "NON_PAYMENT"] };
    expect(await on("2025-12-31")).toMatchObject(PUBLISHED);
    expect(await on("2026-03-31")).toMatchObject({ ...PUBLISHED, ...second, version: 2, effectiveFrom: "2026-01-01" });
    expect(await on("2026-04-01")).toEqual({
      ...{ ...PUBLISHED, ...second, id: "3", version: 3, effectiveFrom: "2026-04-01" },
      ...{ minimumDays: 30, inheritedGraceDays: 90, removalNeedsReason: true },
    });
  });

  test("of the versions in effect on a day the highest holds, whichever began last", async () => {
    await publish(1, "2026-04-01");
    await publish(2, "2026-01-01");
    expect((await on("2026-06-01")).version).toBe(3);
  });

  (countsStatements() ? test : test.skip)(
    "the policies of all days that a request asks for are one statement",
    async () => {
      const context = contextOf(database);
      const days = ["2026-01-01", "2026-02-01", "2026-01-01"] as Day[];
      const { count } = await statementsOf(database, () =>
        Promise.all(days.map((day) => attributionPolicyOn(context, day))),
      );
      expect(count).toBe(1);
    },
  );

  test("the graph tells every version, the latest first, to whoever asks", async () => {
    await publish(1, "2026-01-01", { excusedReasons: ["NON_PAYMENT"] });
    const source = `{ attributionPolicies { edges { node {
    version effectiveFrom rule minimumDays inheritedGraceDays excusedReasons removalNeedsReason reason } } } }`;
    const { data, errors } = await graph.ask({ role: "REP", repId: "1" }, source);
    const reason = "agreed with the teams";
    const next = { ...PUBLISHED, version: 2, effectiveFrom: "2026-01-01", excusedReasons: ["NON_PAYMENT"], reason };
    expect({ data, errors }).toEqual({
      data: {
        attributionPolicies: { edges: [{ node: next }, { node: { ...PUBLISHED, reason: "The published defaults." } }] },
      },
      errors: [],
    });
  });

  describe("publishing", () => {
    test("leaves an audit record, with its reason", async () => {
      expect(await publish(1, "2026-04-01", { minimumDays: 30 })).toEqual({ record: { version: 2 }, refused: [] });
      expect(await audits(database, "attributionPolicyPublish")).toEqual([
        expect.objectContaining({
          type: "attributionPolicy",
          before: null,
          after: expect.objectContaining({ version: 2, minimum_days: 30, reason: "agreed with the teams" }),
        }),
      ]);
    });

    test("by two at once lets one through: the other has not read it", async () => {
      const both = await Promise.all([publish(1, "2026-04-01"), publish(1, "2026-05-01")]);
      const refusals = both.flatMap(({ refused }) => refused);
      expect(refusals).toEqual([expect.stringMatching(/^(CONFLICT|STALE_VERSION) version$/)]);
      expect((await on("2026-06-01")).version).toBe(2);
    });
  });
});

describe("a policy that is wrong", () => {
  beforeAll(open);
  afterAll(close);

  test.each<[string, object, string]>([
    ["a negative minimum", { minimumDays: -1 }, "INVALID minimumDays"],
    ["more grace than ten years", { inheritedGraceDays: 3651 }, "INVALID inheritedGraceDays"],
    ["a reason twice", { excusedReasons: ["PRICE", "PRICE"] }, "INVALID excusedReasons"],
    ["null where none is meant", { excusedReasons: null }, "INVALID excusedReasons"],
    ["neither yes nor no", { removalNeedsReason: null }, "INVALID removalNeedsReason"],
    ["no rule", { rule: null }, "INVALID rule"],
    ["no reason", { reason: "" }, "INVALID reason"],
    ["a version that is not the latest", { version: 2 }, "STALE_VERSION version"],
  ])("is refused: %s", async (_rule, more, refused) => {
    const done = await publish(1, "2026-04-01", more);
    expect({ ...done, refused: [...new Set(done.refused)] }).toEqual({ record: null, refused: [refused] });
    expect((await on("2026-04-01")).version).toBe(1);
  });

  test.each<Role>(["REP", "LEADER", "HR", "ANALYST", "AUDITOR"])("is not for %s", async (role) => {
    expect(await publish(1, "2026-04-01", {}, role)).toEqual({ record: null, refused: ["FORBIDDEN"] });
  });

  test.each([
    "update attribution_policy set rule = 'AT_CLOSING'",
    "delete from attribution_policy",
    "truncate attribution_policy cascade",
  ])("a version never changes: %s is refused to the server, and to the owner", async (change) => {
    await expect(database.dataSource.query(change)).rejects.toThrow(/permission denied/);
    await expect(database.owner.query(change)).rejects.toThrow(/attribution_policy is append-only/);
  });
});
