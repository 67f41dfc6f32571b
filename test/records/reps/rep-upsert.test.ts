import { SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { upsertRows, type Upserted } from "../../../src/platform/upsert/upsert";
import { repUpsert } from "../../../src/records/reps/rep.upsert";
import { testDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const write = (externalId: string, more = {}): Promise<Upserted> =>
  transaction(database, SYSTEM, (tx) =>
    upsertRows(tx, repUpsert, [{ externalId, fullName: "Ada Byron", ...more }], { viewer: SYSTEM, action: "test" }),
  );

test.each(["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])(
  "an employee number begins as no formula does, given or left to the external id: %j",
  async (text) => {
    const refused = [expect.objectContaining({ field: ["inputs", "0", "employeeNumber"] })];
    expect((await write("given", { employeeNumber: text })).userErrors).toEqual(refused);
    expect((await write(text)).userErrors).toEqual(refused);
    const { results } = await write(text, { employeeNumber: `E${text.length}${text.charCodeAt(0)}` });
    expect(results.map(({ status }) => status)).toEqual(["CREATED"]);
  },
);
