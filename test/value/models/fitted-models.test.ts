import { addDays, type Day } from "../../../src/kernel/calendar";
import { type FittedModels, fittedModelsOf, type StoredModel } from "../../../src/value/models/calc/fitted-models";
import { fittedModels, storeModels } from "../../../src/value/models/models.queries";
import { type TestDatabase, testDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";

const DAY = "2026-01-31" as Day;
const SBG = { kind: "SHIFTED_BETA_GEOMETRIC", parameters: { alpha: 1, beta: 4 }, currency: null } as const;

const aModel = (said: Partial<StoredModel> = {}): StoredModel => ({
  ...{ ...SBG, id: "1", segment: null, asOf: DAY, status: "FITTED", reason: null, assumed: ["Customers differ."] },
  ...said,
});
const unfit = { status: "TOO_FEW", reason: "3 renewals were lost.", parameters: null } as const;

test.each<[string, StoredModel[], string | null, string | null]>([
  ["nothing fitted, nothing to foretell with", [], "A", null],
  ["a segment has its own", [aModel(), aModel({ id: "2", segment: "A" })], "A", "2"],
  ["all customers stand in for a segment without one", [aModel()], "A", "1"],
  ["and for one that could not be fitted", [aModel(), aModel({ id: "2", segment: "A", ...unfit })], "A", "1"],
  ["who is in no segment has everybody's", [aModel(), aModel({ id: "2", segment: "A" })], null, "1"],
  ["a segment stands in for nobody", [aModel({ id: "2", segment: "A" })], null, null],
  ["nor for another", [aModel({ id: "2", segment: "A" }), aModel(unfit)], "B", null],
])("%s", (_rule, stored, segment, expected) => {
  expect(fittedModelsOf(stored).of(SBG.kind, segment)?.id ?? null).toBe(expected);
  expect(fittedModelsOf(stored).of("BG_NBD", segment)).toBeNull();
});

test("what is assumed names the fit, and why another's stands in", () => {
  const { of } = fittedModelsOf([aModel(), aModel({ id: "2", segment: "A", ...unfit })]);
  expect(of(SBG.kind, "A")!.assumed).toEqual([
    "Customers differ.",
    "The model was fitted to all customers as of 2026-01-31 (model 1).",
    "The model of all customers stands in for that of segment A: 3 renewals were lost.",
  ]);
  expect(of(SBG.kind, null)!.assumed).toHaveLength(2);
});

describe("stored", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const stored = ({ id: _id, ...model }: StoredModel) => ({
    ...{ ...model, logLikelihood: model.parameters && -9, customers: 50, holdout: null, definitionVersion: 1 },
  });
  const asOf = (day: Day): Promise<FittedModels> => fittedModels(contextOf(database, {}), day);

  test("the latest fit as of a day holds on it, whenever it was stored; the same day's last one wins", async () => {
    expect((await asOf(DAY)).of(SBG.kind, null)).toBeNull();
    const later = addDays(DAY, 30);
    const fits = [
      aModel({ asOf: later, parameters: { alpha: 2, beta: 4 } }),
      aModel(),
      aModel({ parameters: { alpha: 3, beta: 4 } }),
      aModel({ segment: "A", asOf: addDays(DAY, 10) }),
    ];
    await storeModels(database.dataSource.manager, fits.map(stored));
    const alphaOn = async (day: Day, segment: string | null) =>
      (await asOf(day)).of(SBG.kind, segment)?.parameters.alpha ?? null;
    expect(await alphaOn(addDays(DAY, -1), null)).toBeNull();
    expect(await alphaOn(DAY, null)).toBe(3);
    expect(await alphaOn(addDays(DAY, 29), null)).toBe(3);
    expect(await alphaOn(later, null)).toBe(2);
    expect(await alphaOn(addDays(DAY, 9), "A")).toBe(3);
    expect(await alphaOn(addDays(DAY, 10), "A")).toBe(1);
  });

  test.each(["update customer_model set customers = 1", "delete from customer_model", "truncate customer_model"])(
    "%s is refused",
    async (change) => {
      await expect(database.pool.query(change)).rejects.toThrow("permission denied");
      await expect(database.owner.query(change)).rejects.toThrow("customer_model is append-only");
    },
  );
});
