import type { Day } from "../../../src/kernel/calendar";
import type { NewModel } from "../../../src/value/models/calc/new-model";
import { fitModels } from "../../../src/value/models/fit-models.service";
import { fittedModels } from "../../../src/value/models/models.queries";
import { type TestDatabase, testDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { testWith } from "../../support/shared";
import { cdnowPurchases, HOLDOUT_ENDS } from "./cdnow";
import { numbersFrom } from "./simulate";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const context = () => contextOf(database, { role: "ADMIN" });
const modelOf = (models: readonly NewModel[], kind: string, segment: string | null) =>
  models.find((model) => model.kind === kind && model.segment === segment);

async function sell(purchases: readonly { customer: string; on: string; minor: number }[], segment = "null") {
  const rows = JSON.stringify(purchases);
  await database.owner.query(
    `insert into customer (external_id, name, currency, segment)
     select distinct customer, customer, 'USD', ${segment} from jsonb_to_recordset($1) as bought (customer text)`,
    [rows],
  );
  await database.owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
     select c.external_id || ' ' || bought.on, c.id, bought.on, bought.minor, 'USD'
     from jsonb_to_recordset($1) as bought (customer text, "on" date, minor bigint)
     join customer c on c.external_id = bought.customer`,
    [rows],
  );
}

/** Contracts of a year one after the other; at each end so many of `each` leave. */
async function sign(customers: number, leaves: (customer: number, year: number) => boolean): Promise<void> {
  await database.owner.query(
    `insert into customer (external_id, name, relationship, segment)
     select 't' || n, 'T', 'CONTRACT', case when n <= 5 then 'few' end from generate_series(1, $1::int) n`,
    [customers],
  );
  const contracts = Array.from({ length: customers }, (_, n) => {
    let years = 1;
    while (years < 5 && !leaves(n, years)) years++;
    return Array.from({ length: years }, (_, year) => ({ customer: `t${n + 1}`, year: 2020 + year }));
  }).flat();
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     select c.external_id || year, c.id, make_date(year, 1, 1), make_date(year, 1, 1), make_date(year + 1, 1, 1), 1, 'EUR'
     from jsonb_to_recordset($1) as signed (customer text, year int) join customer c on c.external_id = signed.customer`,
    [JSON.stringify(contracts)],
  );
}

// Domain §7, Customer models 2 and 4: with 78 weeks on record, the later 39 are the holdout.
testWith("cdnow")("CDNOW, imported: the stored holdout has the published figures", async () => {
  await sell(cdnowPurchases().map(({ customer, on, amount }) => ({ customer, on, minor: Math.round(amount * 100) })));
  const models = await fitModels(context(), HOLDOUT_ENDS);
  const { holdout, customers } = modelOf(models, "BG_NBD", null)!;
  expect(customers).toBe(2357);
  expect(holdout).toMatchObject({ startsOn: "1997-10-01", endsOn: "1998-07-01", customers: 2357 });
  const told = [holdout!.auc, holdout!.recencyAuc, holdout!.brier, holdout!.baseRate].map((one) => one!.toFixed(3));
  expect(told).toEqual(["0.757", "0.771", "0.161", "0.290"]);

  const { rows } = await database.pool.query("select kind, status, holdout from customer_model order by id");
  expect(rows).toEqual([
    { kind: "BG_NBD", status: "FITTED", holdout },
    { kind: "GAMMA_GAMMA", status: "FITTED", holdout: null },
    { kind: "SHIFTED_BETA_GEOMETRIC", status: "TOO_FEW", holdout: null },
  ]);
});

describe("contracts", () => {
  const chance = numbersFrom(5);
  const loyal = Array.from({ length: 400 }, () => chance() ** 2);
  beforeEach(() => sign(400, (customer) => chance() < loyal[customer]! * 0.6));

  test("are fitted by renewal number, foretold a stretch that the model has not seen, and audited", async () => {
    const models = await fitModels(context(), "2024-06-30" as Day);
    const { holdout, status, customers } = modelOf(models, "SHIFTED_BETA_GEOMETRIC", null)!;
    expect({ status, customers }).toEqual({ status: "FITTED", customers: 400 });
    expect(holdout).toMatchObject({ startsOn: "2023-07-03", endsOn: "2024-07-01", recencyAuc: null });
    expect(holdout!.auc).toBeGreaterThan(0.4);
    const { rows } = await database.pool.query("select principal, action, after from audit_record");
    const after = { asOf: "2024-06-30", models: models.length, fitted: 1 };
    expect(rows).toEqual([{ principal: "somebody", action: "fit", after }]);
  });

  test("a segment that is too small says so, and everybody's model stands in for it", async () => {
    const models = await fitModels(context(), "2024-06-30" as Day);
    expect(modelOf(models, "SHIFTED_BETA_GEOMETRIC", "few")).toMatchObject({ status: "TOO_FEW", parameters: null });
    const { of } = await fittedModels(context(), "2024-12-31" as Day);
    const all = of("SHIFTED_BETA_GEOMETRIC", null)!;
    expect(of("SHIFTED_BETA_GEOMETRIC", "few")!.parameters).toEqual(all.parameters);
    expect(of("SHIFTED_BETA_GEOMETRIC", "few")!.assumed.at(-1)).toMatch(
      /^The model of all customers stands in for that of segment few: \d+ renewals were lost and \d+ renewed; 20 of each are needed\.$/,
    );
  });

  test("an interrupt at any time of the fitting leaves nothing stored", async () => {
    for (let turn = 1; ; turn++) {
      const { signal, heard } = interruptedAt(turn);
      const outcome = await fitModels({ ...context(), signal }, "2024-06-30" as Day).catch(
        (error: Error) => error.message,
      );
      if (!heard()) return expect(turn).toBeGreaterThan(5);
      const { rows } = await database.pool.query(
        "select (select count(*) from customer_model) + (select count(*) from audit_record) as stored",
      );
      expect({ turn, outcome, rows }).toEqual({ turn, outcome: "Interrupted by SIGINT.", rows: [{ stored: "0" }] });
    }
  });
});

/** Aborted when the work looks for the n-th time. */
function interruptedAt(turn: number): { signal: AbortSignal; heard: () => boolean } {
  const controller = new AbortController();
  const { signal } = controller;
  const look = signal.throwIfAborted.bind(signal);
  let looked = 0;
  signal.throwIfAborted = () => {
    if (++looked === turn) controller.abort(new Error("Interrupted by SIGINT."));
    look();
  };
  return { signal, heard: () => signal.aborted };
}

test("a company without customers has all models, none of them fitted", async () => {
  const models = await fitModels(context(), "2024-06-30" as Day);
  expect(models.map(({ kind, segment, status }) => [kind, segment, status])).toEqual([
    ["BG_NBD", null, "TOO_FEW"],
    ["GAMMA_GAMMA", null, "TOO_FEW"],
    ["SHIFTED_BETA_GEOMETRIC", null, "TOO_FEW"],
  ]);
});

test("a currency without a rate is an error that names the pair, not a guess", async () => {
  await sell([
    { customer: "a", on: "2024-01-01", minor: 100 },
    { customer: "a", on: "2024-02-01", minor: 100 },
  ]);
  await database.owner.query(`update customer set currency = 'EUR'`);
  await expect(fitModels(context(), "2024-06-30" as Day)).rejects.toThrow(
    "No rate from USD to EUR is known on 2024-06-30",
  );
});
