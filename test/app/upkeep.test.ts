import { startUpkeep } from "../../src/app/upkeep";
import { record } from "../../src/platform/audit/audit";
import { SYSTEM } from "../../src/platform/auth/viewer";
import { transaction } from "../../src/platform/database/transaction";
import { makeLog } from "../../src/platform/log/log";
import { testDatabase, type TestDatabase } from "../support/database";
import { until } from "../support/process";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function unsealed(): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>(`
    select count(*)::int as count from audit_record r
    where not exists (select from audit_batch b where r.id between b.first_id and b.last_id)`);
  return rows[0]!.count;
}

const write = () =>
  transaction(database, SYSTEM, (tx) =>
    record(tx, { viewer: SYSTEM, action: "test", subject: { type: "test", id: null }, before: null, after: {} }),
  );

test("the server seals what is written while it runs, and nothing once it has stopped", async () => {
  const upkeep = startUpkeep(database, makeLog("silent"), () => new Date(), 20);
  await write();
  await until(async () => (await unsealed()) === 0);
  await upkeep.stop();
  await write();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await unsealed()).toBe(1);
});
