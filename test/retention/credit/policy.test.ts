import type { Day } from "../../../src/kernel/calendar";
import type { AttributionPolicy } from "../../../src/retention/credit/calc/attribution-policy";
import { attributionPolicyOn } from "../../../src/retention/credit/policy.queries";
import { contextOf } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";
import { keepsItsVersions, type Kind, type Publishing, publishing, REASON } from "../../support/versions";
import { PUBLISHED } from "./published";

const POLICIES: Kind<AttributionPolicy> = {
  action: { name: "attributionPolicyPublish", subject: "policy", selection: "version" },
  table: "attribution_policy",
  on: attributionPolicyOn,
};
let versions: Publishing<AttributionPolicy>;

describe("a policy", () => {
  beforeEach(async () => {
    versions = await publishing(POLICIES);
  });
  afterEach(() => versions.database.close());

  test("the published defaults hold on every day that there is, until somebody says otherwise", async () => {
    for (const day of ["0001-01-01", "2024-02-29", "9999-12-31"]) {
      expect(await versions.on(day)).toEqual({ ...PUBLISHED, id: "1" });
    }
  });

  test("a version is the latest one with what is given changed, in effect from its day on", async () => {
    await versions.publish(1, "2026-01-01", {
      rule: "TIME_WEIGHTED",
      excusedReasons: ["BUSINESS_CHANGE", "NON_PAYMENT"],
    });
    await versions.publish(2, "2026-04-01", { minimumDays: 30, inheritedGraceDays: 90, removalNeedsReason: true });
    const second = { rule: "TIME_WEIGHTED", excusedReasons: ["BUSINESS_CHANGE", "NON_PAYMENT"] };
    expect(await versions.on("2025-12-31")).toMatchObject(PUBLISHED);
    expect(await versions.on("2026-03-31")).toMatchObject({
      ...PUBLISHED,
      ...second,
      version: 2,
      effectiveFrom: "2026-01-01",
    });
    expect(await versions.on("2026-04-01")).toEqual({
      ...{ ...PUBLISHED, ...second, id: "3", version: 3, effectiveFrom: "2026-04-01" },
      ...{ minimumDays: 30, inheritedGraceDays: 90, removalNeedsReason: true },
    });
  });

  (countsStatements() ? test : test.skip)(
    "the policies of all days that a request asks for are one statement",
    async () => {
      const context = contextOf(versions.database);
      const days = ["2026-01-01", "2026-02-01", "2026-01-01"] as Day[];
      const { count } = await statementsOf(versions.database, () =>
        Promise.all(days.map((day) => attributionPolicyOn(context, day))),
      );
      expect(count).toBe(1);
    },
  );

  test("the graph tells every version, the latest first, to whoever asks", async () => {
    await versions.publish(1, "2026-01-01", { excusedReasons: ["NON_PAYMENT"] });
    const source = `{ attributionPolicies { edges { node {
    version effectiveFrom rule minimumDays inheritedGraceDays excusedReasons removalNeedsReason reason } } } }`;
    const { data, errors } = await versions.graph.ask({ role: "REP", repId: "1" }, source);
    const reason = REASON;
    const next = { ...PUBLISHED, version: 2, effectiveFrom: "2026-01-01", excusedReasons: ["NON_PAYMENT"], reason };
    expect({ data, errors }).toEqual({
      data: {
        attributionPolicies: { edges: [{ node: next }, { node: { ...PUBLISHED, reason: "The published defaults." } }] },
      },
      errors: [],
    });
  });
});

keepsItsVersions(POLICIES, [
  ["a negative minimum", { minimumDays: -1 }, "INVALID minimumDays"],
  ["more grace than ten years", { inheritedGraceDays: 3651 }, "INVALID inheritedGraceDays"],
  ["a reason twice", { excusedReasons: ["PRICE", "PRICE"] }, "INVALID excusedReasons"],
  ["null where none is meant", { excusedReasons: null }, "INVALID excusedReasons"],
  ["neither yes nor no", { removalNeedsReason: null }, "INVALID removalNeedsReason"],
  ["no rule", { rule: null }, "INVALID rule"],
]);
