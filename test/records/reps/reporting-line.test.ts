import { SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { upsertRows, type Upserted } from "../../../src/platform/upsert/upsert";
import { positionUpsert, repUpsert } from "../../../src/records/reps/rep.upsert";
import { testDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
  await transaction(database, SYSTEM, (tx) =>
    upsertRows(
      tx,
      repUpsert,
      ["ada", "bob", "cleo"].map((externalId) => ({ externalId, fullName: externalId })),
      { viewer: SYSTEM, action: "test" },
    ),
  );
});
afterEach(() => database.close());

const hold = (
  ...rows: [key: string, rep: string, manager: string | null, startsOn: string, endsOn?: string][]
): Promise<Upserted> =>
  transaction(database, SYSTEM, (tx) =>
    upsertRows(
      tx,
      positionUpsert,
      rows.map(([externalId, rep, manager, startsOn, endsOn = null]) => ({
        ...{ externalId, rep, manager, startsOn, endsOn },
        role: "SALES",
      })),
      { viewer: SYSTEM, action: "test" },
    ),
  );

/** Who stood under whom, itself left out: "ada > bob 2024-01-01 …". */
async function lines(): Promise<string[]> {
  const { rows } = await database.owner.query<{ line: string }>(`
    select l.external_id || ' > ' || r.external_id || ' ' || line.starts_on || ' … ' || coalesce(line.ends_on::text, '') as line
    from reporting_line line join rep l on l.id = line.leader_id join rep r on r.id = line.rep_id
    where line.depth > 0 order by 1`);
  return rows.map(({ line }) => line.trim());
}

test("a leader stands above the reports of its reports, for as long as both reports last", async () => {
  await hold(["1", "bob", "ada", "2024-01-01"], ["2", "cleo", "bob", "2023-01-01", "2025-01-01"]);
  expect(await lines()).toEqual([
    "ada > bob 2024-01-01 …",
    "ada > cleo 2024-01-01 … 2025-01-01",
    "bob > cleo 2023-01-01 … 2025-01-01",
  ]);
});

test("a change of manager ends one line and begins another", async () => {
  await hold(["1", "cleo", "ada", "2024-01-01"]);
  await hold(["1", "cleo", "ada", "2024-01-01", "2024-07-01"], ["2", "cleo", "bob", "2024-07-01"]);
  expect(await lines()).toEqual(["ada > cleo 2024-01-01 … 2024-07-01", "bob > cleo 2024-07-01 …"]);
});

test("nobody reports to itself through others", async () => {
  await hold(["1", "bob", "ada", "2024-01-01"]);
  const { userErrors, results } = await hold(["2", "ada", "bob", "2024-06-01"], ["3", "cleo", "ada", "2024-01-01"]);
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", "manager"] })]);
  expect(results.map(({ status }) => status)).toEqual(["REJECTED", "CREATED"]);
  expect(await lines()).toEqual(["ada > bob 2024-01-01 …", "ada > cleo 2024-01-01 …"]);
});

test("two positions of a rep at once are refused", async () => {
  const { userErrors } = await hold(["1", "bob", "ada", "2024-01-01"], ["2", "bob", "cleo", "2024-06-01"]);
  expect(userErrors.map(({ field }) => field[2])).toContain("startsOn");
});
