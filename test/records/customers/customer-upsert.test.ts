import { customerUpsert } from "../../../src/records/customers/customer.upsert";
import { type TestDatabase, testDatabase } from "../../support/database";
import { reasons, statuses, write } from "../../support/writes";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.owner.query("delete from customer"));

const customer = (externalId: string, more: object = {}) => ({ externalId, name: externalId, ...more });
const upsert = (...rows: ReturnType<typeof customer>[]) => write(database, customerUpsert, ...rows);
const merges = async (): Promise<object[]> =>
  (
    await database.owner.query<object>(
      `select c.external_id as id, into_.external_id as into, c.merged_on::text as on, c.version
       from customer c join customer into_ on into_.id = c.merged_into_id order by c.external_id`,
    )
  ).rows;

test("a merged customer and the one it goes on as arrive together, in any order", async () => {
  const merged = { mergedInto: "b", mergedOn: "2026-03-01" };
  expect(statuses(await upsert(customer("a", merged), customer("b"), customer("c", merged)))).toEqual([
    ...["CREATED", "CREATED", "CREATED"],
  ]);
  expect(await merges()).toEqual([
    { id: "a", into: "b", on: "2026-03-01", version: 1 },
    { id: "c", into: "b", on: "2026-03-01", version: 1 },
  ]);
});

test("the day alone can be put right, once", async () => {
  await upsert(customer("a", { mergedInto: "b", mergedOn: "2026-03-01" }), customer("b"));
  const right = customer("a", { mergedOn: "2026-03-02" });
  expect(statuses(await upsert(right))).toEqual(["UPDATED"]);
  expect(statuses(await upsert(right))).toEqual(["UNCHANGED"]);
  expect(await merges()).toEqual([{ id: "a", into: "b", on: "2026-03-02", version: 2 }]);
});

test("a merge is taken back by clearing both", async () => {
  await upsert(customer("a", { mergedInto: "b", mergedOn: "2026-03-01" }), customer("b"));
  expect(statuses(await upsert(customer("a", { mergedInto: null, mergedOn: null })))).toEqual(["UPDATED"]);
  expect(await merges()).toEqual([]);
});

test.each<[string, object]>([
  ["a customer without a day", { mergedInto: "b" }],
  ["a day without a customer", { mergedOn: "2026-03-01" }],
  ["the customer itself", { mergedInto: "a", mergedOn: "2026-03-01" }],
])("a merge that names %s is refused, its neighbours are not", async (_what, merged) => {
  const upserted = await upsert(customer("b"), customer("a", merged));
  expect(statuses(upserted)).toEqual(["CREATED", "REJECTED"]);
  expect(reasons(upserted)).toEqual(["mergedInto: goes with mergedOn, and never is the customer itself"]);
});
