import { type TestDatabase, testDatabase } from "../support/database";
import { type Ended, holdfast } from "../support/process";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  // 60 customers; the n-th buys every 10 + n days from its own first day on, and every third stops for good.
  await database.owner.query(`
    insert into customer (external_id, name, currency, segment)
    select n, n, 'EUR', case when n <= 3 then 'Few' end from generate_series(1, 60) n`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select c.id || '/' || step, c.id, on_day, 1000 + 37 * c.id + 211 * (step % 7), 'EUR'
    from customer c cross join generate_series(0, 60) step
    cross join lateral (select date '2024-01-01' + (c.id % 20 + step * (10 + c.id))::int as on_day) bought
    where on_day <= '2025-12-31' and (c.id % 3 > 0 or step < 2 + c.id % 5)`);
});
afterAll(() => database.close());

const fit = (...args: string[]): Promise<Ended> => holdfast(database, "fit", ...args);

test("holdfast fit prints a line a model, with its holdout, and why there is none where there is none", async () => {
  const { code, stdout } = await fit("--as-of", "2025-12-31");
  expect(code).toBe(0);
  const lines = stdout.trim().split("\n");
  expect(lines[0]).toMatch(/^model +of +customers +parameters +holdout$/);
  expect(lines[1]).toMatch(
    /^BG_NBD +all customers +60 +r \S+, alpha \S+, a \S+, b \S+ +AUC 0\.\d{3}, by recency alone 0\.\d{3}, Brier 0\.\d{3}, base rate 0\.\d{3} of 60 in \[2025-01-02, 2026-01-01\)$/,
  );
  expect(lines).toContainEqual("BG_NBD of Few: 3 customers have bought again; 40 are needed.");
});

test("--json prints the models that were stored", async () => {
  const { stdout } = await fit("--as-of", "2025-12-31", "--json");
  type Model = { kind: string; segment: string | null; parameters: object | null };
  const { customerModels: models } = JSON.parse(stdout) as { customerModels: Model[] };
  const { rows } = await database.pool.query(
    `select kind, segment, parameters from customer_model order by id desc limit $1`,
    [models.length],
  );
  expect(models.map(({ kind, segment, parameters }) => ({ kind, segment, parameters }))).toEqual(rows.reverse());
});

test("a day that does not exist is a sentence on standard error", async () => {
  const { code, stdout, stderr } = await fit("--as-of", "2025-02-29");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("--as-of takes a day such as 2026-06-30, and was given 2025-02-29.");
});
