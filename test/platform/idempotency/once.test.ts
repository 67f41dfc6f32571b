import { SYSTEM, type Viewer } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { type Call, forgetKeys, once } from "../../../src/platform/idempotency/once";
import { type TestDatabase, testDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.owner.query(`create table effect (id bigint generated always as identity, call text)`);
});
afterAll(() => database.close());

let key = 0;
beforeEach(() => {
  key += 1;
});

const aCall = (change: Partial<Call> = {}): Call => ({
  viewer: SYSTEM,
  mutation: "customerReassign",
  key: `key ${key}`,
  payload: { customer: "1", share: 5n, on: new Date(0) },
  ...change,
});

/** An effect that can be counted: a row in a table. */
const act = (call: Call): Promise<{ id: string }> =>
  transaction(database, call.viewer, (tx) =>
    once(tx, call, async () => {
      const [row]: [{ id: string }] = await tx.query(`insert into effect (call) values ($1) returning id`, [call.key]);
      return row;
    }),
  );

const effects = async (): Promise<number> => {
  const { rows } = await database.owner.query(`select 1 from effect where call = $1`, [`key ${key}`]);
  return rows.length;
};

it("a repeat has no second effect and the first one's answer", async () => {
  const first = await act(aCall());
  expect(await act(aCall({ payload: { on: new Date(0), share: 5n, customer: "1" } }))).toEqual(first);
  expect(await effects()).toBe(1);
});

it("fifty at once have one effect and one answer", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => act(aCall())));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await effects()).toBe(1);
});

it("another payload under the same key is refused, and nothing happens", async () => {
  await act(aCall());
  await expect(act(aCall({ payload: { customer: "2" } }))).rejects.toMatchObject({
    extensions: { code: "IDEMPOTENCY_KEY_REUSED" },
  });
  expect(await effects()).toBe(1);
});

const other: Viewer = { ...SYSTEM, principal: "somebody else" };
it.each<[string, Partial<Call>]>([
  ["person", { viewer: other }],
  ["mutation", { mutation: "customerMerge" }],
])("the same key of another %s is another key", async (_what, change) => {
  await act(aCall());
  await act(aCall(change));
  expect(await effects()).toBe(2);
});

it("work that failed leaves the key free", async () => {
  const failing = transaction(database, SYSTEM, (tx) => once(tx, aCall(), () => Promise.reject(new Error("no"))));
  await expect(failing).rejects.toThrow("no");
  await act(aCall());
  expect(await effects()).toBe(1);
});

it("a forgotten key works again, a younger one does not", async () => {
  await act(aCall());
  await transaction(database, SYSTEM, (tx) => forgetKeys(tx, new Date(0)));
  await act(aCall());
  expect(await effects()).toBe(1);
  expect(await transaction(database, SYSTEM, (tx) => forgetKeys(tx, new Date(Date.now() + 60_000)))).toBeGreaterThan(0);
  await act(aCall());
  expect(await effects()).toBe(2);
});
