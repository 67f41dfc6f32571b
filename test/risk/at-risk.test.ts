import type { Day } from "../../src/kernel/calendar";
import type { Viewer } from "../../src/platform/auth/viewer";
import { assess } from "../../src/risk/assessments/assess.service";
import { aCustomer, aRep, store } from "../support/builders";
import { type TestDatabase, testDatabase } from "../support/database";
import { contextOf, type Graph, graphOver } from "../support/graph";
import { changeRiskModel } from "../support/risk-model";

let database: TestDatabase;
let graph: Graph;
const ANALYST = { role: "ANALYST" } as const;

/** Ada serves small and big, Ben, who leads her, other; calm bought yesterday. All others bought 14 days apart until 29 January. */
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const ben = aRep({ externalId: "ben" });
  const ada = aRep({ externalId: "ada", managedBy: ben });
  await store(database.owner, [
    ben,
    ada,
    aCustomer({ externalId: "small", ownedBy: ada, segment: "A" }), // 1
    aCustomer({ externalId: "big", ownedBy: ada, segment: "B" }), // 2
    aCustomer({ externalId: "other", ownedBy: ben, segment: "A" }), // 3
    aCustomer({ externalId: "calm", ownedBy: ada }), // 4
    aCustomer({ externalId: "twin" }), // 5, merged into small since
  ]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select c || '-' || n, c, case c when 4 then date '2026-03-01' else date '2026-01-29' end - 14 * n, 10000 * c, 'EUR'
    from generate_series(0, 9) n, generate_series(1, 5) c`);
  await changeRiskModel(database.owner, { weights: { PURCHASE_RHYTHM: 0.8 } });
  await assess(contextOf(database), "2026-03-02" as Day, "ALL");
  await database.owner.query(`update customer set merged_into_id = 1, merged_on = '2026-03-02' where id = 5`);
});
afterAll(() => database.close());

interface List {
  readonly customersAtRisk: {
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string };
    readonly edges: readonly {
      readonly node: { readonly customer: { readonly externalId: string }; readonly risk: object };
    }[];
  };
}
async function list(viewer: Partial<Viewer>, args = ""): Promise<List["customersAtRisk"]> {
  const { data, errors } = await graph.ask<List>(
    viewer,
    `{ customersAtRisk${args} { totalCount pageInfo { endCursor } edges { node { customer { externalId } risk { band valueAtRisk { amount } } } } } }`,
  );
  expect(errors).toEqual([]);
  return data.customersAtRisk;
}
const named = async (viewer: Partial<Viewer>, args = ""): Promise<string[]> =>
  (await list(viewer, args)).edges.map(({ node }) => node.customer.externalId);

test("the customer with the most value at risk comes first, with how at risk it is", async () => {
  expect(await named(ANALYST)).toEqual(["other", "big", "small"]);
  const [first] = (await list(ANALYST)).edges;
  expect(first!.node.risk).toMatchObject({ band: "AT_RISK", valueAtRisk: { amount: expect.any(String) as string } });
});

test("a rep sees its own, a leader those of who reports to it as well", async () => {
  expect(await named({ role: "REP", repId: "2" })).toEqual(["big", "small"]);
  expect(await named({ role: "LEADER", repId: "1" })).toEqual(["other", "big", "small"]);
  expect(await named({ role: "LEADER", repId: "2" })).toEqual(["big", "small"]);
});

test("it is of the bands and of the segment that are asked for", async () => {
  expect(await named(ANALYST, `(segment: "A")`)).toEqual(["other", "small"]);
  expect(await named(ANALYST, `(bands: [HEALTHY])`)).toEqual(["calm"]);
  expect(await named(ANALYST, `(bands: [])`)).toEqual([]);
});

test("it goes on where a page ended", async () => {
  const { totalCount, pageInfo } = await list(ANALYST, "(first: 1)");
  expect(totalCount).toBe(3);
  expect(await named(ANALYST, `(first: 1, after: "${pageInfo.endCursor}")`)).toEqual(["big"]);
});

test("before the first run over all there is none", async () => {
  expect(await named(ANALYST, `(asOf: "2026-03-01")`)).toEqual([]);
});
