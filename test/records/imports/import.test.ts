import fc from "fast-check";

import { SYSTEM } from "../../../src/platform/auth/viewer";
import { record } from "../../../src/platform/audit/audit";
import { transaction } from "../../../src/platform/database/transaction";
import type { ImportRequest, ImportSummary } from "../../../src/records/imports/import";
import type { ImportFailed } from "../../../src/records/imports/problems";
import { type TestDatabase, testDatabase } from "../../support/database";
import { until } from "../../support/process";
import { csv, importOf, removeFolders } from "./folder";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());
afterAll(removeFolders);

type Files = Readonly<Record<string, string | Buffer>>;

const load = (mapping: object, files: Files, request: Partial<ImportRequest> = {}): Promise<ImportSummary> =>
  importOf(database, mapping, files, request);

/** The lines of the message with which an import fails. */
const failure = async (mapping: object, files: Files, request: Partial<ImportRequest> = {}): Promise<string[]> => {
  const error = await load(mapping, files, request).then(
    () => null,
    (thrown: ImportFailed) => thrown,
  );
  return error?.message.split("\n") ?? [];
};

const stored = (sql: string): Promise<object[]> => database.dataSource.query(sql);
const everything = (): Promise<object[]> =>
  stored(`select 'customer' as kind, to_jsonb(c) as row from customer c
          union all select 'rep', to_jsonb(r) from rep r union all select 'interaction', to_jsonb(i) from interaction i
          union all select 'audit', to_jsonb(a) from audit_record a order by 1, 2`);

const CUSTOMERS = {
  file: "customers.csv",
  record: "customer",
  fields: { externalId: "id", name: "name", segment: "segment", parent: "parent" },
};
const REPS = {
  file: "reps.csv",
  record: "rep",
  fields: { externalId: "id", fullName: { concat: ["first", "last"], separator: " " }, hiredOn: "hired" },
};
const INTERACTIONS = {
  file: "calls.csv",
  record: "interaction",
  fields: {
    externalId: "id",
    customer: "customer",
    rep: "rep",
    kind: { const: "CALL" },
    occurredAt: { column: "at", format: "MM/dd/yyyy HH:mm" },
    cost: { column: "cost", format: "$#,##0.00" },
  },
};
// What is pointed to stands last, on purpose.
const MAPPING = [INTERACTIONS, CUSTOMERS, REPS];
const FILES = {
  "calls.csv": csv(
    ["id", "customer", "rep", "at", "cost"],
    ["i1", "c1", "r1", "10/31/2024 09:30", "$1,234.567"],
    ["i2", "c2", "", "11/01/2024 10:00", ""],
  ),
  "customers.csv": csv(["id", "name", "segment", "parent"], ["c1", "One", "SMB", "c2"], ["c2", "Two", "", ""]),
  "reps.csv": csv(["id", "first", "last", "hired"], ["r1", "Ada", "Byron", "2020-01-01"]),
};
const counts = (change: object) => ({
  read: 0,
  filtered: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  rounded: 0,
  removed: 0,
  ...change,
});

test("an import that writes much tells PostgreSQL how its tables look, in the same transaction", async () => {
  const rows = (count: number): Files => ({
    "customers.csv": csv(
      ["id", "name", "segment", "parent"],
      ...Array.from({ length: count }, (_, i) => [`c${i}`, `Customer ${i}`, "SMB", ""]),
    ),
  });
  const known = () => stored(`select reltuples from pg_class where oid = 'customer'::regclass`);
  const [unknown] = await known();
  await load([CUSTOMERS], rows(500), { dryRun: true });
  expect(await known()).toEqual([unknown]);
  await load([CUSTOMERS], rows(500));
  expect(await known()).toEqual([{ reltuples: 500 }]);
  await load([CUSTOMERS], rows(510));
  expect(await known()).toEqual([{ reltuples: 500 }]);
  await load([CUSTOMERS], rows(600));
  expect(await known()).toEqual([{ reltuples: 600 }]);
});

describe("a mapping", () => {
  it("brings files into records, whatever the order of files and rows", async () => {
    const { records } = await load(MAPPING, FILES);
    expect(records).toEqual({
      interaction: counts({ read: 2, created: 2, rounded: 1 }),
      customer: counts({ read: 2, created: 2 }),
      rep: counts({ read: 1, created: 1 }),
    });
    expect(
      await stored(`select i.external_id, c.name, p.name as parent, r.full_name, i.occurred_at, i.cost_minor, i.currency
        from interaction i join customer c on c.id = i.customer_id left join customer p on p.id = c.parent_id
        left join rep r on r.id = i.rep_id order by 1`),
    ).toEqual([
      {
        external_id: "i1",
        name: "One",
        parent: "Two",
        full_name: "Ada Byron",
        occurred_at: new Date("2024-10-31T09:30:00Z"),
        cost_minor: "123457",
        currency: "EUR",
      },
      {
        external_id: "i2",
        name: "Two",
        parent: null,
        full_name: null,
        occurred_at: new Date("2024-11-01T10:00:00Z"),
        cost_minor: null,
        currency: "EUR",
      },
    ]);
  });

  it("takes JSON Lines as it takes CSV", async () => {
    await load(MAPPING, FILES);
    const jsonl = { ...CUSTOMERS, file: "customers.jsonl" };
    const content = '{"id":"c2","name":"Two","parent":null}\n{"parent":"c2","id":"c1","name":"One","segment":"SMB"}\n';
    const { records } = await load([jsonl], { "customers.jsonl": content });
    expect(records.customer).toEqual(counts({ read: 2, unchanged: 2 }));
  });

  it("leaves alone what it does not map, and an empty cell clears", async () => {
    await load(MAPPING, FILES);
    const some = { file: "some.csv", record: "customer", fields: { externalId: "id", segment: "segment" } };
    await load([some], { "some.csv": csv(["id", "segment"], ["c1", ""]) });
    expect(await stored(`select name, segment from customer order by external_id`)).toEqual([
      { name: "One", segment: null },
      { name: "Two", segment: null },
    ]);
  });

  it("translates, defaults, nulls, and filters", async () => {
    const file = {
      file: "c.csv",
      record: "customer",
      where: { column: "status", notIn: ["deleted"] },
      fields: {
        externalId: { concat: ["country", "id"], separator: "-" },
        name: "name",
        relationship: { column: "kind", map: { sub: "CONTRACT", shop: "REPEAT_PURCHASE", "": null } },
        segment: { column: "size", map: { S: "Small" }, default: "Other" },
        region: { column: "region", nullIf: ["NULL", "n/a"], default: "World" },
        source: { const: "export" },
      },
    };
    const content = csv(
      ["country", "id", "name", "kind", "size", "region", "status"],
      ["DE", "1", "a", "sub", "S", "North", "ok"],
      ["FR", "2", "b", "", "XL", "NULL", "ok"],
      ["IT", "3", "c", "sub", "S", "North", "deleted"],
    );
    expect((await load([file], { "c.csv": content })).records.customer).toEqual(
      counts({ read: 3, filtered: 1, created: 2 }),
    );
    expect(await stored(`select external_id, relationship, segment, region, source from customer order by 1`)).toEqual([
      { external_id: "DE-1", relationship: "CONTRACT", segment: "Small", region: "North", source: "export" },
      { external_id: "FR-2", relationship: "REPEAT_PURCHASE", segment: "Other", region: "World", source: "export" },
    ]);
  });

  it.each<[string, object, string]>([
    [
      "an unknown record",
      { files: [{ ...CUSTOMERS, record: "custmer" }] },
      'mapping.json, column files.0.record: "custmer" must be one of team, rep',
    ],
    [
      "an unknown field",
      { files: [{ ...CUSTOMERS, fields: { externalId: "id", nam: "x" } }] },
      'mapping.json, column files.0.fields.nam: "nam" is no field of a customer: it has externalId, name',
    ],
    [
      "no external id",
      { files: [{ ...CUSTOMERS, fields: { name: "x" } }] },
      'mapping.json, column files.0.fields: "externalId" is missing',
    ],
    ["an unknown key", { files: [CUSTOMERS], fils: [] }, 'mapping.json: Unrecognized key: "fils"'],
    [
      "two sources",
      { files: [{ ...CUSTOMERS, fields: { externalId: { column: "a", const: "b" } } }] },
      "mapping.json, column files.0.fields.externalId: takes exactly one of column, const, concat",
    ],
    [
      "an unknown column",
      { files: [{ ...CUSTOMERS, fields: { externalId: "idd", name: "name" } }] },
      'customers.csv, line 1: "idd" is no column: there are id, name, segment, parent',
    ],
    [
      "a format that is none",
      { files: [{ ...REPS, fields: { ...REPS.fields, hiredOn: { column: "hired", format: "DD.MM." } } }] },
      'reps.csv, column "hired": "DD.MM." needs yyyy, MM and dd',
    ],
    [
      "a file that is not there",
      { files: [{ ...CUSTOMERS, file: "nowhere.csv" }] },
      "nowhere.csv: cannot be read from",
    ],
    ["amounts without a currency", { files: [INTERACTIONS] }, "calls.csv: has amounts in no currency"],
  ])("with %s says where", async (_what, mapping, message) => {
    const [first, second] = await failure(mapping, FILES);
    expect(first).toBe("Nothing was imported, because of 1 problem:");
    expect(second).toContain(message);
  });
});

describe("an import again", () => {
  it("reads nothing when nothing was written since, and says so", async () => {
    await load(MAPPING, FILES);
    const before = await everything();
    const again = await load(MAPPING, FILES);
    expect(again.repeated).toBe(true);
    expect(again.records.customer).toEqual(counts({ read: 2, unchanged: 2 }));
    expect(await everything()).toEqual(before);
  });

  it("changes 0 rows when it does read", async () => {
    await load(MAPPING, FILES);
    const rows = await stored(`select xmin, version from customer union all select xmin, version from interaction`);
    await transaction(database, SYSTEM, (tx) =>
      record(tx, { viewer: SYSTEM, action: "x", subject: { type: "customer", id: null }, before: null, after: null }),
    );
    const { repeated, records } = await load(MAPPING, FILES);
    expect({ repeated, ...records }).toMatchObject({
      repeated: false,
      customer: { unchanged: 2 },
      interaction: { unchanged: 2 },
      rep: { unchanged: 1 },
    });
    expect(await stored(`select xmin, version from customer union all select xmin, version from interaction`)).toEqual(
      rows,
    );
  });

  it("repairs what was changed since", async () => {
    await load(MAPPING, FILES);
    await transaction(database, SYSTEM, async (tx) => {
      await tx.query(`update customer set name = 'Changed'`);
      await record(tx, {
        viewer: SYSTEM,
        action: "x",
        subject: { type: "customer", id: "1" },
        before: null,
        after: null,
      });
    });
    expect((await load(MAPPING, FILES)).records.customer).toEqual(counts({ read: 2, updated: 2 }));
  });

  it("trusts no import that ran beside another writer", async () => {
    await transaction(database, SYSTEM, async (tx) => {
      await record(tx, {
        viewer: SYSTEM,
        action: "slow",
        subject: { type: "customer", id: "1" },
        before: null,
        after: null,
      });
      await load(MAPPING, FILES);
    });
    expect((await load(MAPPING, FILES)).repeated).toBe(false);
  });

  it("with other bytes reads them", async () => {
    await load(MAPPING, FILES);
    const files = { ...FILES, "reps.csv": FILES["reps.csv"].replace("Byron", "King") };
    expect((await load(MAPPING, files)).records.rep).toEqual(counts({ read: 1, updated: 1 }));
  });
});

describe("a problem in the middle leaves nothing behind and is named with its place", () => {
  const long = "x".repeat(300);
  const with_ = (file: keyof typeof FILES, row: string): Files => {
    const lines = FILES[file].split("\n");
    return { ...FILES, [file]: [...lines.slice(0, 2), row, ...lines.slice(2)].join("\n") };
  };

  it.each<[string, Files, string]>([
    [
      "a broken rule",
      with_("customers.csv", `"c3","","",""`),
      'customers.csv, line 3, column "name": must have a value',
    ],
    [
      "a text that is too long",
      with_("customers.csv", `"c3","n","${long}",""`),
      `customers.csv, line 3, column "segment": "${"x".repeat(80)}…" must be shorter than or equal to 200 characters`,
    ],
    [
      "a day that does not exist",
      with_("reps.csv", `"r2","B","C","2023-02-29"`),
      'reps.csv, line 3, column "hired": "2023-02-29" must be a day as yyyy-MM-dd such as 2024-02-29',
    ],
    [
      "an instant in another format",
      with_("calls.csv", `"i3","c1","","2024-10-31 09:30",""`),
      'calls.csv, line 3, column "at": "2024-10-31 09:30" must be a value as MM/dd/yyyy HH:mm',
    ],
    [
      "an amount that is none",
      with_("calls.csv", `"i3","c1","","10/31/2024 09:30","12 €"`),
      'calls.csv, line 3, column "cost": "12 €" must be a value as $#,##0.00',
    ],
    [
      "a missing value",
      with_("customers.csv", `"c3","n",""`),
      "customers.csv, line 3: has 3 values where the header names 4 columns",
    ],
    ["an open quote", with_("customers.csv", `"c3","n,"",""`), "customers.csv, line 3: is not CSV"],
    [
      "an unknown reference",
      with_("calls.csv", `"i3","c9","","10/31/2024 09:30",""`),
      'calls.csv, line 3, column "customer": "c9" names no customer that is stored or in this load',
    ],
    [
      "an unknown reference within a record",
      with_("customers.csv", `"c3","n","","c9"`),
      'customers.csv, line 3, column "parent": "c9" names no customer that is stored or in this load',
    ],
    [
      "an external id twice",
      with_("customers.csv", `"c2","n","",""`),
      'customers.csv, line 3, column "id": "c2" must be unique within a load, and its name differs; it is in customers.csv, line 4 too',
    ],
    [
      "a constraint of the database",
      with_("customers.csv", `"c3","n","","c3"`),
      'customers.csv, line 3, column "parent": is the customer itself',
    ],
  ])("%s", async (_what, files, message) => {
    await load([CUSTOMERS], { "customers.csv": csv(["id", "name", "segment", "parent"], ["c1", "Before", "", ""]) });
    const before = await everything();
    const [first, second] = await failure(MAPPING, files);
    expect(first).toMatch(/^Nothing was imported, because of \d problems?:$/);
    expect(second).toContain(message);
    expect(await everything()).toEqual(before);
  });

  it("shows twenty and counts them all", async () => {
    const rows = Array.from({ length: 50 }, (_, index) => [`c${index}`, "", "", ""]);
    const lines = await failure([CUSTOMERS], { "customers.csv": csv(["id", "name", "segment", "parent"], ...rows) });
    expect(lines).toHaveLength(22);
    expect([lines[0], lines[21]]).toEqual(["Nothing was imported, because of 50 problems:", "… and 30 more"]);
  });
});

describe("--partial", () => {
  it("keeps what is sound, leaves out what points to what it left out, and says why", async () => {
    const files = {
      ...FILES,
      "customers.csv": csv(
        ["id", "name", "segment", "parent"],
        ["c1", "One", "", "c2"],
        ["c2", "", "", ""],
        ["c3", "Three", "", ""],
        ["c4", "Four", "", "c4"],
      ),
    };
    const { records, problems } = await load(MAPPING, files, { partial: true });
    expect(records).toMatchObject({
      customer: counts({ read: 4, created: 1, skipped: 3 }),
      interaction: counts({ read: 2, skipped: 2, rounded: 1 }),
    });
    expect(problems.shown.map(({ file, line }) => `${file} ${line}`)).toEqual([
      "customers.csv 3",
      "customers.csv 2",
      "customers.csv 5",
      "calls.csv 2",
      "calls.csv 3",
    ]);
    expect(await stored(`select external_id from customer`)).toEqual([{ external_id: "c3" }]);
  });

  it("is not remembered as done", async () => {
    const files = {
      "customers.csv": csv(["id", "name", "segment", "parent"], ["c1", "", "", ""], ["c2", "Two", "", ""]),
    };
    await load([CUSTOMERS], files, { partial: true });
    expect((await load([CUSTOMERS], files, { partial: true })).repeated).toBe(false);
  });
});

it("a dry run counts everything and keeps nothing", async () => {
  const before = await everything();
  const { records, dryRun } = await load(MAPPING, FILES, { dryRun: true });
  expect({ dryRun, records }).toMatchObject({ dryRun: true, records: { customer: counts({ read: 2, created: 2 }) } });
  expect(await everything()).toEqual(before);
  expect((await load(MAPPING, FILES)).repeated).toBe(false);
});

it("writes one audit record with the files' hashes and the counts", async () => {
  await load(MAPPING, FILES);
  const [entry] = (await stored(`select action, subject_type, after from audit_record`)) as [
    { after: { files: object; records: object } },
  ];
  expect(entry).toMatchObject({ action: "import", subject_type: "import" });
  expect(entry.after.files).toMatchObject({ "reps.csv": expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(entry.after.records).toMatchObject({ customer: { created: 2 } });
});

describe("an interrupt keeps nothing, and the connections go on", () => {
  const many = csv(
    ["id", "name", "segment", "parent"],
    ...Array.from({ length: 20_000 }, (_, index) => [`c${index}`, "n", "", ""]),
  );

  it("while a file is read", async () => {
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("Interrupted by SIGINT."));
    const failing = load([CUSTOMERS], { "customers.csv": many }, { signal: controller.signal, onProgress });
    await expect(failing).rejects.toThrow("Interrupted by SIGINT.");
    expect(await stored(`select from customer`)).toEqual([]);
  });

  it("while rows are merged", async () => {
    const blocker = await database.owner.connect();
    await blocker.query(`begin; lock table customer in exclusive mode`);
    const controller = new AbortController();
    const failing = load([CUSTOMERS], { "customers.csv": many }, { signal: controller.signal });
    const outcome = expect(failing).rejects.toThrow("Interrupted by SIGINT.");
    await until(async () => {
      const { rows } = await database.admin.query(
        `select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows.length > 0;
    });
    controller.abort(new Error("Interrupted by SIGINT."));
    await outcome;
    await blocker.query(`rollback`);
    blocker.release();
    expect(await stored(`select from customer`)).toEqual([]);
    expect((await load([CUSTOMERS], { "customers.csv": many })).records.customer?.created).toBe(20_000);
  });
});

describe("laws", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e", "f", "g");
  const rows = fc.uniqueArray(
    fc.record({
      id,
      name: fc.string({ minLength: 1, maxLength: 5 }).filter((name) => !name.includes("\0")),
      parent: fc.option(id, { nil: "" }),
    }),
    { selector: (row) => row.id, maxLength: 7 },
  );
  type Rows = { id: string; name: string; parent: string }[];
  const file = (given: Rows) => ({
    "customers.csv": csv(
      ["id", "name", "segment", "parent"],
      ...given.map((row) => [row.id, row.name, "", row.parent === row.id ? "" : row.parent]),
    ),
  });
  const state = () =>
    stored(
      `select c.external_id, c.name, p.external_id as parent from customer c left join customer p on p.id = c.parent_id order by 1`,
    );
  // Truncating would reach every table that points to a customer, and those that never change refuse.
  const clear = () =>
    database.owner.query(`
      delete from interaction; delete from assignment; delete from customer; delete from import_ledger`);

  it("once and twice are the same, and so is any order of rows", async () => {
    const shuffled = rows.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([given, other]) => {
        await clear();
        const first = await load([CUSTOMERS], file(given), { partial: true });
        const once = await state();
        const second = await load([CUSTOMERS], file(other), { partial: true });
        expect(second.records.customer).toMatchObject({
          created: 0,
          updated: 0,
          unchanged: first.records.customer?.created,
        });
        expect(await state()).toEqual(once);
      }),
      { numRuns: 25 },
    );
  });
});
