import { QueryFailedError } from "typeorm";
import { describeError } from "../../../src/platform/log/describe-error";
import { makeLog } from "../../../src/platform/log/log";
import { testDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const failure = (query: string, values: unknown[] = []): Promise<Error> =>
  database.pool.query(query, values).then(
    () => Promise.reject(new Error("did not fail")),
    (error: Error) => error,
  );

test("an error is logged with its name, its message and its places", () => {
  const error = new RangeError("two\nlines", { cause: new Error("deeper") });
  expect(describeError(error)).toMatchObject({
    name: "RangeError",
    message: "two\nlines",
    at: expect.stringMatching(/^at .*log\.test\.ts/),
    cause: { message: "deeper" },
  });
  expect(describeError("thrown text")).toEqual({ name: "NoError", message: "thrown: string", at: "" });
});

test("an error of PostgreSQL is logged with what it names, never with what rows hold", async () => {
  const duplicate = await failure("insert into team (external_id, name) values ($1, $1), ($1, $1)", ["salary-4711"]);
  expect(describeError(duplicate)).toMatchObject({
    database: { code: "23505", table: "team", constraint: "team_external_id_key" },
  });
  const unreadable = await failure("select $1::text::integer", ["salary-4711"]);
  expect(describeError(unreadable)).toMatchObject({
    message: "A value does not fit its type",
    database: { code: "22P02" },
  });
  const wrapped = new QueryFailedError("select 1", ["salary-4711"], unreadable);
  for (const error of [duplicate, unreadable, wrapped])
    expect(JSON.stringify(describeError(error))).not.toContain("4711");
});

test("tokens, variables and pay are struck out, and errors are described", async () => {
  const lines: string[] = [];
  const log = makeLog("info", { write: (line) => void lines.push(line) });
  log.info({ token: "secret", statement: { amount: "secret" }, a: { salary: "secret" }, role: "HR" }, "said");
  log.error({ error: await failure("select $1::text::integer", ["secret"]) }, "failed");
  log.debug("not said");
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain("secret");
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    ...{ level: "info", time: expect.stringMatching(/^\d{4}-.*Z$/), msg: "said", role: "HR" },
    ...{ token: "[redacted]", statement: { amount: "[redacted]" }, a: { salary: "[redacted]" } },
  });
});
