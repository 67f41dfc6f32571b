import fc from "fast-check";

import type { ImportRequest, ImportSummary } from "../../../src/records/imports/import";
import type { ImportFailed } from "../../../src/records/imports/problems";
import { type TestDatabase, testDatabase } from "../../support/database";
import { csv, importOf, removeFolders } from "./folder";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.owner.query(`delete from interaction; delete from customer; delete from import_ledger`));
afterAll(() => database.close());
afterAll(removeFolders);

const CALLS = {
  file: "calls.csv",
  record: "customer",
  distinct: true,
  fields: { externalId: "company", name: "company", segment: "size" },
};
const TICKETS = {
  file: "tickets.csv",
  record: "customer",
  distinct: true,
  fields: { externalId: "by", name: "by", segment: "size" },
};
const CUSTOMERS = {
  file: "customers.csv",
  record: "customer",
  fields: { externalId: "id", name: "id", segment: "size", region: "country" },
};

const calls = (...rows: string[][]): object => ({ "calls.csv": csv(["company", "size", "day"], ...rows) });
const tickets = (...rows: string[][]): object => ({ "tickets.csv": csv(["by", "size"], ...rows) });
const customers = (...rows: string[][]): object => ({ "customers.csv": csv(["id", "size", "country"], ...rows) });

const load = (mapping: object[], files: object, request: Partial<ImportRequest> = {}): Promise<ImportSummary> =>
  importOf(database, mapping, files as Record<string, string>, request);

const failure = async (mapping: object[], files: object): Promise<string[]> => {
  const error = await load(mapping, files).then(
    () => null,
    (thrown: ImportFailed) => thrown,
  );
  return error?.message.split("\n").slice(1) ?? [];
};

const stored = (): Promise<object[]> =>
  database.dataSource.query(`select external_id as id, segment, region, version from customer order by 1`);

describe("a file of distinct rows", () => {
  it("may repeat itself: a record is taken once", async () => {
    const files = calls(["A", "S", "1"], ["B", "", "2"], ["A", "S", "3"], ["B", "", "4"], ["A", "S", "5"]);
    expect((await load([CALLS], files)).records.customer).toMatchObject({ read: 5, filtered: 3, created: 2 });
    expect(await stored()).toEqual([
      { id: "A", segment: "S", region: null, version: 1 },
      { id: "B", segment: null, region: null, version: 1 },
    ]);
  });

  it("may repeat another such file", async () => {
    const files = { ...calls(["A", "S", "1"]), ...tickets(["B", "M"], ["A", "S"], ["A", "S"]) };
    expect((await load([CALLS, TICKETS], files)).records.customer).toMatchObject({ read: 4, filtered: 2, created: 2 });
  });

  it("yields to a file that says more, whichever comes first in the mapping", async () => {
    const files = { ...calls(["A", "S", "1"], ["B", "M", "2"]), ...customers(["A", "S", "Norway"]) };
    for (const mapping of [
      [CALLS, CUSTOMERS],
      [CUSTOMERS, CALLS],
    ]) {
      await database.owner.query(`delete from interaction; delete from customer`);
      expect((await load(mapping, files)).records.customer).toMatchObject({ read: 3, filtered: 1, created: 2 });
      expect(await stored()).toEqual([
        { id: "A", segment: "S", region: "Norway", version: 1 },
        { id: "B", segment: "M", region: null, version: 1 },
      ]);
    }
  });

  it("again changes 0 rows", async () => {
    const files = calls(["A", "S", "1"], ["A", "S", "2"]);
    await load([CALLS], files);
    await database.owner.query(`delete from import_ledger`);
    expect((await load([CALLS], files)).records.customer).toMatchObject({ filtered: 1, unchanged: 1, updated: 0 });
  });
});

describe("rows that contradict each other", () => {
  it("are both named, with what differs", async () => {
    expect(await failure([CALLS], calls(["A", "S", "1"], ["B", "M", "2"], ["A", "M", "3"], ["A", "S", "4"]))).toEqual([
      'calls.csv, line 2, column "company": "A" must be unique within a load, and its segment differs; it is in calls.csv, line 4 too',
      'calls.csv, line 4, column "company": "A" must be unique within a load, and its segment differs; it is in calls.csv, line 2 too',
    ]);
  });

  it("are named across files", async () => {
    expect(await failure([CALLS, CUSTOMERS], { ...calls(["A", "S", "1"]), ...customers(["A", "", "Norway"]) })).toEqual(
      [
        'calls.csv, line 2, column "company": "A" must be unique within a load, and its segment differs; it is in customers.csv, line 2 too',
        'customers.csv, line 2, column "id": "A" must be unique within a load, and its segment differs; it is in calls.csv, line 2 too',
      ],
    );
    expect(await stored()).toEqual([]);
  });

  it("are left out by --partial, for none is known to be right", async () => {
    const files = calls(["A", "S", "1"], ["A", "M", "2"], ["B", "M", "3"], ["B", "M", "4"]);
    const { records } = await load([CALLS], files, { partial: true });
    expect(records.customer).toMatchObject({ read: 4, filtered: 1, skipped: 2, created: 1 });
  });
});

it("rows of any other file must not repeat each other, even when they are equal", async () => {
  expect(await failure([CUSTOMERS], customers(["A", "S", ""], ["A", "S", ""]))).toEqual([
    'customers.csv, line 2, column "id": "A" must be unique within a load; it is in customers.csv, line 3 too',
    'customers.csv, line 3, column "id": "A" must be unique within a load; it is in customers.csv, line 2 too',
  ]);
});

describe("a hash as external id", () => {
  const HASHED = { ...CALLS, distinct: false, fields: { externalId: { hash: ["company", "day"] }, name: "company" } };

  it("goes with the row, wherever it stands", async () => {
    await load([HASHED], calls(["A", "", "1"], ["B", "", "2"]));
    const { records } = await load([HASHED], calls(["C", "", "3"], ["B", "", "2"], ["A", "", "1"]));
    expect(records.customer).toMatchObject({ created: 1, unchanged: 2 });
  });

  it("knows where a text ends", async () => {
    expect((await load([HASHED], calls(["A1", "", ""], ["A", "", "1"]))).records.customer?.created).toBe(2);
  });

  it("of rows that say the same is the same, and names their columns", async () => {
    const [first] = await failure([HASHED], calls(["A", "", "1"], ["A", "", "1"]));
    expect(first).toMatch(
      /^calls.csv, line 2, column "company" \+ "day": "[\w-]{22}" must be unique within a load; it is in calls.csv, line 3 too$/,
    );
  });
});

it("law: repeating rows, in any order, is as if each stood there once", async () => {
  const sizes = ["S", "M", ""];
  const rows = fc.array(fc.constantFrom("A", "B", "C", "D", "E"), { maxLength: 12 });
  const row = (id: string): string[] => [id, sizes[id.charCodeAt(0) % 3] ?? "", ""];
  await fc.assert(
    fc.asyncProperty(rows, rows, async (first, second) => {
      await database.owner.query(`delete from interaction; delete from customer; delete from import_ledger`);
      const files = { ...calls(...first.map(row)), ...tickets(...second.map((id) => row(id).slice(0, 2))) };
      const ids = [...new Set([...first, ...second])].sort();
      const read = first.length + second.length;
      expect((await load([CALLS, TICKETS], files)).records.customer).toMatchObject({
        read,
        created: ids.length,
        filtered: read - ids.length,
        skipped: 0,
      });
      expect(await stored()).toMatchObject(ids.map((id) => ({ id, segment: row(id)[1] || null, version: 1 })));
    }),
    { numRuns: 25 },
  );
});
