import type { MigrationInterface, QueryRunner } from "typeorm";
import { migrations } from "../../../ormconfig";
import { migrate } from "../../../src/platform/database/migrate";
import { RUNTIME_ROLE } from "../../../src/platform/database/roles";
import { withDatabase } from "../../../src/platform/database/session";
import { connected, createDatabase, dropDatabase, testServer } from "../../support/postgres";
import { runScript } from "../../support/process";

const name = `holdfast_test_${testServer().template.split("_").at(-1)}_migrate`;
let ownerUrl: string;
let runtimeUrl: string;
beforeEach(async () => {
  ownerUrl = await createDatabase(testServer(), name);
  runtimeUrl = withDatabase(testServer().runtime, name);
});
afterEach(() => dropDatabase(testServer(), name));

const names = migrations.map((migration) => migration.name);

class AddGarden1999999999998 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query("create table garden (id int primary key)");
  }
  down = (): Promise<void> => Promise.resolve();
}
class BreakGarden1999999999999 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query("insert into garden values (1), (1)");
  }
  down = (): Promise<void> => Promise.resolve();
}

it("applies everything once, oldest first, and then finds nothing to do", async () => {
  expect(await migrate(ownerUrl, migrations)).toEqual(names);
  expect(await migrate(ownerUrl, migrations)).toEqual([]);
});

it("lets one of four processes apply and none fail", async () => {
  const env = { DATABASE_URL: runtimeUrl, DATABASE_OWNER_URL: ownerUrl };
  const four = [1, 2, 3, 4].map(() => runScript("src/cli.ts", ["migrate", "--json"], env));
  const ends = await Promise.all(four.map(({ ended }) => ended));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  const applied = ends.map(({ stdout }) => (JSON.parse(stdout) as { applied: string[] }).applied);
  expect(applied.filter((list) => list.length > 0)).toEqual([names]);
});

it("lets one of eight that ask at the same moment apply and none fail", async () => {
  const eight = await Promise.all(Array.from({ length: 8 }, () => migrate(ownerUrl, migrations)));
  expect(eight.filter((applied) => applied.length > 0)).toEqual([names]);
});

it("leaves nothing of a set of migrations of which one fails", async () => {
  await migrate(ownerUrl, migrations);
  const broken = [...migrations, AddGarden1999999999998, BreakGarden1999999999999];
  await expect(migrate(ownerUrl, broken)).rejects.toThrow("duplicate key");
  const { rows } = await connected(ownerUrl, (owner) => owner.query("select to_regclass('garden') as garden"));
  expect(rows).toEqual([{ garden: null }]);
  expect(await migrate(ownerUrl, [...migrations, AddGarden1999999999998])).toEqual(["AddGarden1999999999998"]);
});

it("refuses a database that a newer version has migrated", async () => {
  await migrate(ownerUrl, [...migrations, AddGarden1999999999998]);
  await expect(migrate(ownerUrl, migrations)).rejects.toThrow(
    "The database was migrated by a newer Holdfast (AddGarden1999999999998): run that version or newer.",
  );
});

it("lets the runtime role write new tables, read which migrations are applied, and not change them", async () => {
  await migrate(ownerUrl, [...migrations, AddGarden1999999999998]);
  await connected(runtimeUrl, async (client) => {
    await client.query(`set role ${RUNTIME_ROLE}`);
    await client.query("insert into garden values (1)");
    const { rowCount } = await client.query("select from migration");
    expect(rowCount).toBe(migrations.length + 1);
    await expect(client.query("delete from migration")).rejects.toThrow("permission denied");
    await expect(client.query("create table weed (id int)")).rejects.toThrow("permission denied");
  });
});

it("needs no right to change anything where nothing is pending", async () => {
  await migrate(ownerUrl, migrations);
  expect(await migrate(runtimeUrl, migrations)).toEqual([]);
});
