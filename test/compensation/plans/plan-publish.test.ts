import { productProblems } from "../../../src/compensation/plans/plan-products";
import { readPlan } from "../../../src/compensation/plans/plan-document";
import type { Viewer } from "../../../src/platform/auth/viewer";
import { aRep, store } from "../../support/builders";
import { audits, type Done } from "../../support/action";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf } from "../../support/writes";
import { example, EXAMPLES, publish as publishedBy, type Publication } from "../examples";

let database: TestDatabase;
let graph: Graph;
beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
});
afterEach(() => database.close());

const success = example("success-manager");
const publish = (given: Publication = {}, viewer?: Partial<Viewer>): Promise<Done> => publishedBy(graph, given, viewer);

interface Plan {
  readonly code: string;
  readonly version: number;
  readonly name: string;
}
async function plans(filter: object = {}, viewer: Partial<Viewer> = {}): Promise<string[]> {
  const source = `query ($filter: CompensationPlanFilter) {
    compensationPlans(filter: $filter) { edges { node { code version name } } } }`;
  const { data, errors } = await graph.ask<{ compensationPlans: { edges: { node: Plan }[] } }>(viewer, source, {
    filter,
  });
  expect(errors).toEqual([]);
  return data.compensationPlans.edges.map(({ node }) => `${node.code} ${node.version}`);
}

describe("a plan", () => {
  test.each(EXAMPLES)("that ships as the example %s is published, and read as its document says", async (name) => {
    const document = example(name);
    const { record, refused } = await publish({ document });
    expect(refused).toEqual([]);
    expect(record).toMatchObject({ code: document.code, name: document.name, version: 1, currency: document.currency });
    const { data, errors } = await graph.ask<{ node: { document: object; components: object[] } }>(
      {},
      `query ($id: ID!) { node(id: $id) { ... on CompensationPlan { effectiveFrom reason document
        onLeave { holds draws pools } draw { amount recoverable earningCode }
        components { kind code name earningCode weight ifNull events series products basis accumulate amount shared
          input { of measure scope component reads } curve { how uncapped points { input payout } }
          tiers { how by steps { from rate } } goal { of measure scope amount } upTo { count per } fund { of amount part }
          hold { events part until months } clawback { events months }
          modifiers { kind otherwise ifNull of limit input { of measure scope component reads }
            curve { how uncapped points { input payout } }
            conditions { is bound ifNull input { of measure scope component reads } } } } } } }`,
      { id: record!.id },
    );
    expect(errors).toEqual([]);
    expect(data.node).toMatchObject({ effectiveFrom: "2026-01-01", reason: "agreed with the council", document });
    expect(data.node.components).toMatchObject(document.components as object[]);
  });

  test("is the version in effect: each takes the place of those before it, and stays readable", async () => {
    await publish();
    await publish({ document: example("new-business") });
    const later = { version: 1, effectiveFrom: "2026-07-01", document: { ...success, name: "Success manager II" } };
    expect(await publish(later)).toMatchObject({ refused: [], record: { version: 2, name: "Success manager II" } });
    expect(await plans()).toEqual(["NEW_BUSINESS 1", "SUCCESS_MANAGER 1", "SUCCESS_MANAGER 2"]);
    expect(await plans({ asOf: "2025-12-31" })).toEqual([]);
    expect(await plans({ asOf: "2026-06-30" })).toEqual(["NEW_BUSINESS 1", "SUCCESS_MANAGER 1"]);
    expect(await plans({ asOf: "2026-07-01", code: ["SUCCESS_MANAGER"] })).toEqual(["SUCCESS_MANAGER 2"]);
  });

  test("that tells products apart is refused where the facts cannot: of contracts, and of names that no product has", async () => {
    await database.owner.query(`insert into product (external_id, name, series) values ('pod', 'Pods', 'Coffee')`);
    const sold = (given: object): object => ({
      ...{ ...success, code: "SOLD" },
      components: [
        {
          ...{
            kind: "COMMISSION",
            code: "SOLD",
            name: "Sold",
            earningCode: "SLD",
            events: ["PURCHASE"],
            accumulate: "PERIOD",
          },
          ...{ tiers: { how: "FLAT", steps: [{ from: "0", rate: "0.1" }] }, ...given },
        },
      ],
    });
    const wrong = sold({ events: ["NEW", "PURCHASE"], series: ["Coffee", "Cofee"], products: ["pods"] });
    expect((await publish({ document: wrong })).refused).toEqual([
      ...["INVALID document.components.0.events", "INVALID document.components.0.series.1"],
      "INVALID document.components.0.products.0",
    ]);
    const catalogue = { series: ["Coffee"], products: ["pod"] };
    expect(productProblems(readPlan(wrong).plan!, catalogue).map(({ message }) => message)).toEqual([
      "has NEW, of contracts, and nobody records which products those are of: by series or products only PURCHASE is told apart",
      "is Cofee: no product is of this series (Coffee)",
      "is pods: no product has this external id (pod)",
    ]);
    expect(await plans()).toEqual([]);
    expect((await publish({ document: sold({ series: ["Coffee"], products: ["pod"] }) })).refused).toEqual([]);
  });

  test("says what is wrong with it at once, place by place, and nothing of it is kept", async () => {
    const components = success.components as object[];
    const wrong = { ...success, paid: "well", components: [{ ...components[0], weight: "much" }, ...components] };
    const { data } = await graph.ask<{ it: { userErrors: { code: string; field: string[]; message: string }[] } }>(
      { role: "HR" },
      `mutation ($input: CompensationPlanPublishInput!) { it: compensationPlanPublish(input: $input, idempotencyKey: "k") {
        plan { id } userErrors { code field message } } }`,
      { input: { version: 0, effectiveFrom: "2026-01-01", reason: "why", document: wrong } },
    );
    expect(data.it.userErrors).toEqual([
      {
        ...{ code: "INVALID", field: ["input", "document", "components", "0", "weight"] },
        message: `components.0.weight is "much": takes a decimal number of 0 or more such as "0.05", with up to 15 digits ahead of the point and 8 behind it, as text.`,
      },
      {
        ...{ code: "INVALID", field: ["input", "document", "paid"] },
        message: "paid is no field here: correct its name, or leave it out.",
      },
    ]);
    expect(await plans()).toEqual([]);
  });

  test("is not overruled by who has not read its latest version, and keeps its currency", async () => {
    await publish();
    expect((await publish()).refused).toEqual(["STALE_VERSION version"]);
    expect((await publish({ version: 1, document: { ...success, currency: "USD" } })).refused).toEqual([
      "CONFLICT document",
    ]);
  });

  test("does not change under what is locked: a version begins behind it", async () => {
    await publish();
    await database.owner.query(
      `insert into pay_period (external_id, starts_on, ends_on, pay_on, status, lines_hash)
       values ('Q1', '2026-01-01', '2026-04-01', '2026-04-15', 'LOCKED', 'sealed')`,
    );
    const later = (effectiveFrom: string) => publish({ version: 1, effectiveFrom });
    expect((await later("2026-03-31")).refused).toEqual(["CONFLICT effectiveFrom"]);
    expect((await publish({ document: example("new-business") })).refused).toEqual([]);
    expect((await later("2026-04-01")).record).toMatchObject({ version: 2 });
  });

  test.each(["REP", "LEADER", "ANALYST", "AUDITOR"] as const)("is not published by a %s", async (role) =>
    expect((await publish({}, { role })).refused).toEqual(["FORBIDDEN"]),
  );

  test("is published by an administrator, under its name in the audit trail", async () => {
    expect((await publish({}, { role: "ADMIN", principal: "ada" })).refused).toEqual([]);
    const [{ principal, type }] = (await audits(database, "compensationPlanPublish")) as [
      { principal: string; type: string },
    ];
    expect({ principal, type }).toEqual({ principal: "ada", type: "compensationPlan" });
  });
});

describe("plans are read", () => {
  const lead = aRep({ externalId: "lead" });
  const rep = aRep({ externalId: "rep", managedBy: lead });
  const other = aRep({ externalId: "other" });
  const as = async (role: Viewer["role"], externalId?: string): Promise<string[]> => {
    const repId = externalId === undefined ? null : await idOf(database, "rep", externalId);
    return plans({}, { role, repId });
  };

  test("by who is enrolled, who leads them, and who answers for all", async () => {
    await store(database.owner, [lead, rep, other]);
    await publish();
    await publish({ document: example("new-business") });
    await database.owner.query(`
      insert into enrolment (external_id, rep_id, plan_code, role, currency, starts_on, ends_on)
      select 'e', id, 'SUCCESS_MANAGER', 'ACCOUNT_MANAGER', 'EUR', '2026-01-01', '2026-02-01' from rep where external_id = 'rep'`);
    const all = ["NEW_BUSINESS 1", "SUCCESS_MANAGER 1"];
    for (const role of ["HR", "AUDITOR", "ADMIN"] as const) expect(await as(role)).toEqual(all);
    expect(await as("REP", "rep")).toEqual(["SUCCESS_MANAGER 1"]);
    expect(await as("LEADER", "lead")).toEqual(["SUCCESS_MANAGER 1"]);
    expect(await as("REP", "other")).toEqual([]);
    expect(await as("LEADER", "other")).toEqual([]);
    expect(await as("ANALYST")).toEqual([]);
  });
});
