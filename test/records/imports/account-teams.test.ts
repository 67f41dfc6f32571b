import { type TestDatabase, testDatabase } from "../../support/database";
import { csv, importOf, removeFolders } from "./folder";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());
afterAll(removeFolders);

type Purchase = [id: string, customer: string, rep: string, day: string, amount?: string];

/** Imports purchases and answers the derived spans: customer, rep, from, to. */
async function derive(purchases: readonly Purchase[]): Promise<string[]> {
  const rows = purchases.map(([id, customer, rep, day, amount = "1"]) => [id, customer, rep, day, amount]);
  const people = [...new Set(purchases.map(([, , rep]) => rep))].filter(Boolean).map((rep) => [rep, rep]);
  const customers = [...new Set(purchases.map(([, customer]) => customer))].map((customer) => [customer, customer]);
  const mapping = {
    currency: "EUR",
    files: [
      {
        file: "p.csv",
        record: "purchase",
        fields: { externalId: "id", customer: "customer", rep: "rep", purchasedOn: "day", amount: "amount" },
      },
      { file: "c.csv", record: "customer", fields: { externalId: "id", name: "name" } },
      { file: "r.csv", record: "rep", fields: { externalId: "id", fullName: "name" } },
    ],
    accountTeams: { from: "purchases", role: "SALES" },
  };
  await importOf(database, mapping, {
    "p.csv": csv(["id", "customer", "rep", "day", "amount"], ...rows),
    "c.csv": csv(["id", "name"], ...customers),
    "r.csv": csv(["id", "name"], ...people),
  });
  return spans();
}

async function spans(): Promise<string[]> {
  const found: { span: string }[] = await database.dataSource.query(`
    select concat_ws(' ', c.external_id, r.external_id, a.starts_on, coalesce(a.ends_on::text, 'open')) as span
    from assignment a join customer c on c.id = a.customer_id join rep r on r.id = a.rep_id
    where role = 'SALES' order by c.external_id, a.starts_on`);
  return found.map(({ span }) => span);
}

it.each<[string, Purchase[], string[]]>([
  [
    "the rep of the first purchase holds the customer",
    [
      ["1", "c", "ada", "2024-01-05"],
      ["2", "c", "ada", "2024-03-01"],
    ],
    ["c ada 2024-01-05 open"],
  ],
  [
    "another rep's purchase takes over on its day",
    [
      ["1", "c", "ada", "2024-01-05"],
      ["2", "c", "bob", "2024-03-01"],
    ],
    ["c ada 2024-01-05 2024-03-01", "c bob 2024-03-01 open"],
  ],
  [
    "and back",
    [
      ["1", "c", "ada", "2024-01-05"],
      ["2", "c", "bob", "2024-03-01"],
      ["3", "c", "ada", "2024-04-01"],
    ],
    ["c ada 2024-01-05 2024-03-01", "c bob 2024-03-01 2024-04-01", "c ada 2024-04-01 open"],
  ],
  [
    "of several on one day the last number counts",
    [
      ["9", "c", "ada", "2024-01-05"],
      ["10", "c", "bob", "2024-01-05"],
    ],
    ["c bob 2024-01-05 open"],
  ],
  [
    "or the last text",
    [
      ["b", "c", "ada", "2024-01-05"],
      ["a", "c", "bob", "2024-01-05"],
    ],
    ["c ada 2024-01-05 open"],
  ],
  [
    "a refund and a purchase by nobody take nothing over",
    [
      ["1", "c", "ada", "2024-01-05"],
      ["2", "c", "bob", "2024-02-05", "-1"],
      ["3", "c", "", "2024-03-05"],
    ],
    ["c ada 2024-01-05 open"],
  ],
  [
    "customers do not mix",
    [
      ["1", "c", "ada", "2024-01-05"],
      ["2", "d", "bob", "2024-01-06"],
    ],
    ["c ada 2024-01-05 open", "d bob 2024-01-06 open"],
  ],
])("%s", async (_rule, purchases, expected) => {
  expect(await derive(purchases)).toEqual(expected);
});

it("follow when purchases come later or change hands", async () => {
  await derive([
    ["1", "c", "ada", "2024-01-05"],
    ["2", "c", "bob", "2024-03-01"],
  ]);
  expect(await derive([["3", "c", "cid", "2024-02-01"]])).toEqual([
    "c ada 2024-01-05 2024-02-01",
    "c cid 2024-02-01 2024-03-01",
    "c bob 2024-03-01 open",
  ]);
  expect(await derive([["2", "c", "cid", "2024-03-01"]])).toEqual([
    "c ada 2024-01-05 2024-02-01",
    "c cid 2024-02-01 open",
  ]);
});

it("leave a customer alone whose team was given by hand", async () => {
  await derive([["1", "c", "ada", "2024-01-05"]]);
  await database.owner.query(`
    update assignment set ends_on = '2024-02-01';
    insert into assignment (external_id, customer_id, rep_id, role, starts_on)
    select 'by hand', customer_id, rep_id, role, '2024-02-01' from assignment`);
  expect(await derive([["2", "c", "bob", "2024-03-01"]])).toEqual([
    "c ada 2024-01-05 2024-02-01",
    "c ada 2024-02-01 open",
  ]);
});
