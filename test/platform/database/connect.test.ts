import { Client } from "pg";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { isConnectionLoss } from "../../../src/platform/database/connection-loss";
import { sessionOf, withDatabase } from "../../../src/platform/database/session";
import { transaction } from "../../../src/platform/database/transaction";
import { testDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it("works as the runtime role on both pools", async () => {
  const { rows } = await database.pool.query("select current_user as role");
  expect(rows).toEqual([{ role: "holdfast_server" }]);
  expect(await database.dataSource.query("select current_user as role")).toEqual([{ role: "holdfast_server" }]);
});

it("keeps what a float or a local zone would spoil: bigint, numeric and days are text, instants are UTC", async () => {
  const { rows } = await database.pool.query(
    `select 9007199254740993::bigint as big, 0.10::numeric as exact, date '2024-02-29' as day,
            array[date '2024-02-29'] as days, timestamptz '2024-02-29 23:30+00' as instant,
            timestamptz '2024-02-29 23:30+00' :: text as zone`,
  );
  expect(rows).toEqual([
    {
      big: "9007199254740993",
      exact: "0.10",
      day: "2024-02-29",
      days: ["2024-02-29"],
      instant: new Date("2024-02-29T23:30:00Z"),
      zone: "2024-02-29 23:30:00+00",
    },
  ]);
});

it("shows the viewer to policies inside the transaction, and to nobody after it", async () => {
  const seen =
    "select current_setting('holdfast.principal', true) as principal, current_setting('holdfast.role', true) as role";
  const inside = await transaction(database, SYSTEM, (tx) => tx.query(seen));
  expect(inside).toEqual([{ principal: "system", role: "SYSTEM" }]);
  const outside = await transaction(database, null, (tx) => tx.query(seen));
  expect(outside).not.toEqual(inside);
});

it("loses a connection that breaks while somebody holds it, and nothing else", async () => {
  const held = await database.pool.connect();
  const { rows } = await held.query<{ pid: number }>("select pg_backend_pid() as pid");
  const lost = new Promise((resolve) => held.once("end", resolve));
  await database.admin.query("select pg_terminate_backend($1)", [rows[0]!.pid]);
  await lost;
  await expect(held.query("select 1")).rejects.toThrow("connection error");
  held.release();
  expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
});

it.each([
  [{ code: "57P01", severity: "FATAL" }, true],
  [{ code: "08006" }, true],
  [{ code: "ECONNREFUSED", syscall: "connect" }, true],
  [{ code: "ENOENT", syscall: "connect" }, true],
  [{ code: "ENOENT", syscall: "open" }, false],
  [{ code: "23505" }, false],
  [{ code: "57014" }, false],
])("knows a lost connection from another error: %j", (properties, isLoss) => {
  expect(isConnectionLoss(Object.assign(new Error("it failed"), properties))).toBe(isLoss);
});

describe("a URL of the operator's", () => {
  const settingsOf = async (url: string, settings = {}): Promise<unknown> => {
    const client = new Client(sessionOf(url, settings));
    await client.connect();
    try {
      const { rows } = await client.query(
        "select current_setting('role') as role, current_setting('work_mem') as work_mem",
      );
      return rows[0];
    } finally {
      await client.end();
    }
  };
  const withOptions = (options: string): string => {
    const url = new URL(database.runtimeUrl);
    url.searchParams.set("options", options);
    return url.href;
  };

  it("keeps its own session options", async () => {
    expect(await settingsOf(withOptions("-c work_mem=5MB"))).toMatchObject({ work_mem: "5MB" });
  });

  it("cannot talk the server out of its role", async () => {
    const url = withOptions("-c role=none -c work_mem=5MB");
    expect(await settingsOf(url, { role: "holdfast_server" })).toEqual({ role: "holdfast_server", work_mem: "5MB" });
  });

  it("leads to another database by its name, whatever signs that has", () => {
    expect(withDatabase("postgres://app:a%20b@db:5433/one?sslmode=require", "my/db?")).toBe(
      "postgres://app:a%20b@db:5433/my%2Fdb%3F?sslmode=require",
    );
  });

  it("passes values with blanks and backslashes", async () => {
    const client = new Client(sessionOf(database.runtimeUrl, { "holdfast.note": "a b\\c" }));
    await client.connect();
    const { rows } = await client.query("select current_setting('holdfast.note') as note");
    await client.end();
    expect(rows).toEqual([{ note: "a b\\c" }]);
  });
});
