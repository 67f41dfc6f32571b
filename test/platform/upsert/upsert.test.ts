import fc from "fast-check";

import { SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { type Upserted, upsertRows } from "../../../src/platform/upsert/upsert";
import { type TestDatabase, testDatabase } from "../../support/database";
import { type AccountInput, accounts, createFixture, regions, Size } from "./fixture";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await createFixture(database);
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.owner.query(`truncate account_nickname, account, region restart identity`);
  const north = { externalId: "north", name: "North" };
  await upsert(regions, [north]);
});

type Row = Partial<AccountInput> & { externalId: string };

const upsert = (spec: typeof accounts, rows: readonly (object & { externalId: string })[]): Promise<Upserted> =>
  transaction(database, SYSTEM, (tx) => upsertRows(tx, spec, rows, { viewer: SYSTEM, action: "test" }));

const write = (...rows: Row[]): Promise<Upserted> => upsert(accounts, rows);

const statuses = ({ results }: Upserted): string[] => results.map(({ status }) => status);

const stored = async (columns: string): Promise<object[]> => {
  const { rows } = await database.owner.query<object>(`select ${columns} from account order by external_id`);
  return rows;
};

const ann: Row = {
  externalId: "A",
  name: "Ann",
  size: Size.LARGE,
  rating: 7,
  ratio: 0.25,
  openedOn: "2024-02-29",
  seenAt: "2024-02-29T13:45:00.000Z",
  active: true,
  value: "12.345",
  currency: "EUR",
  region: "north",
  nickname: "Annie",
};

describe("a row", () => {
  it("is created with every kind of field in its place", async () => {
    const { results, userErrors } = await write(ann);
    expect({ results, userErrors }).toEqual({
      results: [{ externalId: "A", status: "CREATED", id: "1" }],
      userErrors: [],
    });
    expect(
      await stored(
        `external_id, name, label, size, rating, share, opened_on::text, seen_at, active, value_minor, currency, version,
         (select external_id from region where region.id = region_id) as region,
         (select nickname from account_nickname where account_id = account.id) as nickname`,
      ),
    ).toEqual([
      {
        external_id: "A",
        name: "Ann",
        label: "label of A",
        size: "LARGE",
        rating: 7,
        share: 0.25,
        opened_on: "2024-02-29",
        seen_at: new Date("2024-02-29T13:45:00Z"),
        active: true,
        value_minor: "1235",
        currency: "EUR",
        version: 1,
        region: "north",
        nickname: "Annie",
      },
    ]);
  });

  it("that differs is updated and counts its version up, one that does not is unchanged", async () => {
    await write(ann);
    expect(statuses(await write(ann))).toEqual(["UNCHANGED"]);
    expect(statuses(await write({ ...ann, rating: 8 }))).toEqual(["UPDATED"]);
    expect(await stored("rating, version")).toEqual([{ rating: 8, version: 2 }]);
  });

  it("is updated when only what lives in another table differs", async () => {
    await write(ann);
    expect(statuses(await write({ ...ann, nickname: "Nan" }))).toEqual(["UPDATED"]);
  });

  it("leaves alone what it does not give, and clears what it gives as null", async () => {
    await write(ann);
    await write({ externalId: "A", name: "Ann", rating: null });
    expect(await stored("rating, share, label")).toEqual([{ rating: null, share: 0.25, label: "label of A" }]);
  });

  it.each(["tab\tnewline\nreturn\r", "back\\slash \\N", "\\.", "quote\"'", "🙂 é", ""])(
    "keeps %j as it is",
    async (nickname) => {
      await write({ ...ann, nickname });
      const { rows } = await database.owner.query(`select nickname from account_nickname`);
      expect(rows).toEqual([{ nickname }]);
    },
  );
});

describe("references", () => {
  it("lead to rows of the same load, in any order, and through a circle", async () => {
    const first = [
      { externalId: "A", name: "a", parent: "C" },
      { externalId: "B", name: "b", parent: "A" },
      { externalId: "C", name: "c", parent: "B" },
    ];
    expect(statuses(await write(...first))).toEqual(["CREATED", "CREATED", "CREATED"]);
    expect(await stored("id, parent_id, version")).toEqual([
      { id: "1", parent_id: "3", version: 1 },
      { id: "2", parent_id: "1", version: 1 },
      { id: "3", parent_id: "2", version: 1 },
    ]);
    expect(statuses(await write(...first))).toEqual(["UNCHANGED", "UNCHANGED", "UNCHANGED"]);
    expect(statuses(await write({ externalId: "A", name: "a", parent: null }))).toEqual(["UPDATED"]);
    expect(await stored("version")).toEqual([{ version: 2 }, { version: 1 }, { version: 1 }]);
  });

  it("lead to rows of the same load that give other fields", async () => {
    await write({ externalId: "A", name: "a", parent: "B" }, { externalId: "B", name: "b", rating: 1 });
    expect(await stored("parent_id is not null as linked")).toEqual([{ linked: true }, { linked: false }]);
  });

  it("to a row that is rejected are unknown, down the chain", async () => {
    const result = await write(
      { externalId: "A", name: "a", parent: "B" },
      { externalId: "B", name: "b", parent: "C" },
      { externalId: "C", name: "c", rating: 101 },
      { externalId: "D", name: "d" },
    );
    expect(statuses(result)).toEqual(["REJECTED", "REJECTED", "REJECTED", "CREATED"]);
    expect(result.userErrors.map(({ code }) => code)).toEqual(["NOT_FOUND", "NOT_FOUND", "INVALID"]);
  });
});

describe("a bad row is named and leaves nothing, the good ones are written", () => {
  const good: Row = { externalId: "G", name: "good" };

  it.each<[string, Row[], { code: string; field: string[]; message: string }[]]>([
    [
      "a broken rule",
      [{ externalId: "A", name: "" }],
      [
        {
          code: "INVALID",
          field: ["inputs", "1", "name"],
          message: "name must be longer than or equal to 1 characters",
        },
      ],
    ],
    [
      "a NUL character, which PostgreSQL cannot store",
      [{ externalId: "A", name: "a\0" }],
      [{ code: "INVALID", field: ["inputs", "1", "name"], message: "name must not contain the NUL character" }],
    ],
    [
      "an amount without its currency",
      [{ externalId: "A", name: "a", value: "1" }],
      [{ code: "INVALID", field: ["inputs", "1", "value"], message: "value needs a currency beside it" }],
    ],
    [
      "an unknown reference",
      [{ externalId: "A", name: "a", region: "south" }],
      [
        {
          code: "NOT_FOUND",
          field: ["inputs", "1", "region"],
          message: '"south" names no region that is stored or in this load',
        },
      ],
    ],
    [
      "one external id twice",
      [
        { externalId: "A", name: "a" },
        { externalId: "A", name: "b" },
      ],
      [
        {
          code: "DUPLICATE",
          field: ["inputs", "1", "externalId"],
          message: '"A" must be unique within a load, and its name differs; inputs.2 has it too',
        },
        {
          code: "DUPLICATE",
          field: ["inputs", "2", "externalId"],
          message: '"A" must be unique within a load, and its name differs; inputs.1 has it too',
        },
      ],
    ],
    [
      "a constraint of the database",
      [{ externalId: "A", name: "a", parent: "A" }],
      [{ code: "CONFLICT", field: ["inputs", "1", "parent"], message: "must not be the account itself" }],
    ],
    [
      "a constraint that is checked at the end",
      [{ externalId: "A", name: "good" }],
      [{ code: "CONFLICT", field: ["inputs", "1", "name"], message: "is taken by another account" }],
    ],
    [
      "an amount that no column holds",
      [{ externalId: "A", name: "a", value: "1".repeat(25), currency: "EUR" }],
      [{ code: "INVALID", field: ["inputs", "1", "value"], message: "value is too large" }],
    ],
    [
      "null where a value must be",
      [{ externalId: "A", name: "a", size: null }],
      [{ code: "CONFLICT", field: ["inputs", "1", "size"], message: "must have a value" }],
    ],
  ])("%s", async (_what, bad, errors) => {
    const result = await write(good, ...bad);
    expect(result.userErrors).toEqual(errors);
    expect(statuses(result)).toEqual(["CREATED", ...bad.map(() => "REJECTED")]);
    expect(await stored("external_id")).toEqual([{ external_id: "G" }]);
  });

  it("a new row without what a new row needs", async () => {
    const result = await write(good, { externalId: "A", rating: 1 });
    expect(result.userErrors).toEqual([
      { code: "INVALID", field: ["inputs", "1", "name"], message: '"A" is missing, and a new account needs it' },
    ]);
    expect(statuses(await write({ externalId: "G", rating: 1 }))).toEqual(["UPDATED"]);
  });

  it("names may change hands within a load, whatever the order", async () => {
    await write({ externalId: "A", name: "one" }, { externalId: "B", name: "two" });
    expect(statuses(await write({ externalId: "A", name: "two" }, { externalId: "B", name: "one" }))).toEqual([
      "UPDATED",
      "UPDATED",
    ]);
  });
});

describe("audit", () => {
  const audited = async (): Promise<object[]> =>
    database.dataSource.query(
      `select subject_id, before ->> 'rating' as before, after ->> 'rating' as after from audit_record
       where subject_type = 'account' and id > (select coalesce(max(id), 0) from audit_record where action = 'start') order by id`,
    );

  it("every change has its record, what does not change has none", async () => {
    await database.dataSource.query(
      `insert into audit_record (principal, role, action, subject_type) values ('t', 't', 'start', 't')`,
    );
    await write(ann, { externalId: "B", name: "b" });
    await write({ ...ann, rating: 8 }, { externalId: "B", name: "b" }, { externalId: "C", name: "" });
    expect(await audited()).toEqual([
      { subject_id: "1", before: null, after: "7" },
      { subject_id: "2", before: null, after: null },
      { subject_id: "1", before: "7", after: "8" },
    ]);
  });
});

describe("laws", () => {
  const rows = fc.uniqueArray(
    fc.record({
      externalId: fc.constantFrom("A", "B", "C", "D", "E", "F"),
      name: fc.string({ minLength: 1, maxLength: 5 }).filter((name) => !name.includes("\0")),
      rating: fc.option(fc.integer({ min: -5, max: 105 }), { nil: undefined }),
      parent: fc.option(fc.constantFrom("A", "B", "C", "D", "E", "F"), { nil: null }),
      region: fc.constantFrom("north", "south", null, undefined),
    }),
    { selector: ({ externalId }) => externalId, maxLength: 6 },
  );
  const all = (): Promise<object[]> =>
    stored(`external_id, name, rating, region_id,
    (select p.external_id from account p where p.id = account.parent_id) as parent`);

  it("writing the same rows again changes nothing, and rejects the same ones", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const distinct = given.map((row, index) => ({ ...row, name: `${index}${row.name}` }));
        await database.owner.query(`truncate account_nickname, account`);
        const first = await write(...distinct);
        const state = await all();
        const second = await write(...distinct);
        expect(statuses(second)).toEqual(
          statuses(first).map((status) => (status === "CREATED" ? "UNCHANGED" : status)),
        );
        expect(await all()).toEqual(state);
      }),
      { numRuns: 40 },
    );
  });

  it("the order of rows does not matter", async () => {
    const shuffled = rows.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([given, other]) => {
        const named = (list: typeof given) => list.map((row) => ({ ...row, name: `${row.externalId}${row.name}` }));
        await database.owner.query(`truncate account_nickname, account`);
        await write(...named(given));
        const state = await all();
        await database.owner.query(`truncate account_nickname, account`);
        await write(...named(other));
        expect(await all()).toEqual(state);
      }),
      { numRuns: 40 },
    );
  });

  it("many loads at once never lock each other out", async () => {
    const names = Array.from({ length: 60 }, (_, index) => `row ${index}`);
    const loads = Array.from({ length: 8 }, (_, load) =>
      write(
        ...fc
          .sample(fc.shuffledSubarray(names, { minLength: 60 }), 1)[0]!
          .map((name) => ({ externalId: name, name, rating: load })),
      ),
    );
    const results = await Promise.all(loads);
    expect(results.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(await stored("rating, version")).toHaveLength(60);
  });
});
