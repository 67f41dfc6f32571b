import type { Config } from "../../../src/platform/config/config";
import { readConfig } from "../../../src/platform/config/config";
import { connect, openDatabase } from "../../../src/platform/database/connect";
import { UnsafeRole, verifyRuntimeRole } from "../../../src/platform/database/roles";
import { withDatabase } from "../../../src/platform/database/session";
import * as schema from "../../../ormconfig";
import { testDatabase, type TestDatabase } from "../../support/database";
import { connected, loginOf, testServer } from "../../support/postgres";

let database: TestDatabase;
const role = `holdfast_test_role_${process.pid}`;
const asRole = (): string => {
  const url = new URL(database.runtimeUrl);
  url.username = role;
  return url.href;
};
beforeAll(async () => {
  database = await testDatabase();
  await database.admin.query(`drop role if exists ${role}`);
});
afterEach(() => database.admin.query(`drop role if exists ${role}`));
afterAll(() => database.close());

const admin = loginOf(testServer().admin);
/** Only a superuser makes roles as powerful as those that must be refused. */
const asSuperuser = testServer().superuser ? test : test.skip;

const powers = (url: string): Promise<void> => connected(url, verifyRuntimeRole);

it("lets the runtime role serve", async () => {
  const client = await database.pool.connect();
  await expect(verifyRuntimeRole(client)).resolves.toBeUndefined();
  client.release();
});

asSuperuser("refuses a superuser, whom row security does not bind", async () => {
  await expect(powers(withDatabase(testServer().admin, database.name))).rejects.toThrow(
    `The role ${admin} must not serve: it is a superuser`,
  );
});

it("refuses the tables' owner", async () => {
  const refusal = powers(database.ownerUrl);
  await expect(refusal).rejects.toThrow(UnsafeRole);
  await expect(refusal).rejects.toThrow(/it owns \d+ tables, among them \w+\./);
});

asSuperuser.each([
  ["a role that bypasses row security", "bypassrls", "bypasses row security"],
  ["a role that may become the owner", `in role ${loginOf(testServer().owner)}`, "owns"],
  ["a role that may become one that bypasses row security", `in role ${admin}`, `may become the role ${admin}`],
])("refuses %s", async (_who, options, reason) => {
  await database.admin.query(`create role ${role} login ${options}`);
  await expect(powers(asRole())).rejects.toThrow(reason);
});

const settings = (url: string): Config => readConfig({ DATABASE_URL: url });

describe("one login that migrates and serves", () => {
  it("works as the runtime role, keeps it through RESET, and is told that two logins are safer", async () => {
    const said: string[] = [];
    const url = withDatabase(testServer().admin, database.name);
    const opened = await openDatabase(settings(url), schema, {
      use: "command",
      say: (sentence) => said.push(sentence),
    });
    try {
      const client = await opened.pool.connect();
      for (const reset of ["reset role", "reset all", "discard all"]) await client.query(reset);
      const { rows } = await client.query("select current_user as role, session_user as login");
      client.release();
      expect(rows).toEqual([{ role: "holdfast_server", login: admin }]);
    } finally {
      await opened.close();
    }
    expect(said).toEqual(["One login migrates and serves: two are safer, DATABASE_OWNER_URL and DATABASE_URL."]);
  });

  it("that may not become the runtime role learns what a superuser has to run", async () => {
    await database.admin.query(`create role ${role} login`);
    await database.admin.query(`grant select on migration to ${role}`);
    await expect(openDatabase(settings(asRole()), schema, { use: "command", say: () => undefined })).rejects.toThrow(
      `let a superuser run once: grant holdfast_server to "${role}"`,
    );
    await database.admin.query(`revoke select on migration from ${role}`);
  });
});

it("gives reads a time limit and writes none", async () => {
  const hasty = await connect(database.runtimeUrl, [], { readTimeoutMilliseconds: 50 });
  try {
    await expect(hasty.pool.query("select pg_sleep(5)")).rejects.toThrow("statement timeout");
    expect(await hasty.dataSource.query("show statement_timeout")).toEqual([{ statement_timeout: "0" }]);
  } finally {
    await hasty.close();
  }
});
