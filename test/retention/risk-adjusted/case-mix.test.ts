import fc from "fast-check";
import { Random } from "../../../demo/random";
import {
  type CaseMix,
  type CaseMixOutcome,
  expectingExactly,
  FEWEST_LOSSES,
  fitCaseMix,
  lossLogit,
} from "../../../src/retention/risk-adjusted/calc/case-mix";

const aMix = (mix: Partial<CaseMix> = {}): CaseMix => ({
  relationship: "REPEAT_PURCHASE",
  segment: "SMB",
  industry: "retail",
  region: "north",
  size: 1000,
  tenureDays: 400,
  purchases: 5,
  ...mix,
});

/** Customers of two segments, of whom small ones are lost four times as often (log odds −1 and about −2.7). */
function outcomes(customers: number): CaseMixOutcome[] {
  const random = new Random("case mix", customers);
  return Array.from({ length: customers }, (_, index) => {
    const segment = index % 2 === 0 ? "SMB" : "Enterprise";
    const caseMix = aMix({
      segment,
      size: 100 + 900 * random.uniform(),
      tenureDays: Math.floor(1000 * random.uniform()),
    });
    return { caseMix, lost: random.uniform() < (segment === "SMB" ? 0.27 : 0.063) };
  });
}

test("learns which customers are harder to keep", () => {
  const model = fitCaseMix(outcomes(4000));
  expect(model.kind).toBe("CASE_MIX");
  const difference = lossLogit(model, aMix()) - lossLogit(model, aMix({ segment: "Enterprise" }));
  expect(difference).toBeGreaterThan(1.4);
  expect(difference).toBeLessThan(2);
});

test("a value never seen, or none, stands with the average", () => {
  const model = fitCaseMix(outcomes(4000));
  const of = (segment: string | null): number => lossLogit(model, aMix({ segment }));
  expect(of("Mid-market")).toBe(of(null));
  expect(of(null)).toBeLessThan(of("SMB"));
  expect(of(null)).toBeGreaterThan(of("Enterprise"));
});

test("tenure that is not known counts as the usual one, not as none", () => {
  const model = fitCaseMix(outcomes(4000));
  const of = (tenureDays: number | null): number => lossLogit(model, aMix({ tenureDays }));
  const ends = [of(0), of(1000)].sort((a, b) => a - b);
  expect(of(null)).toBeGreaterThan(ends[0]!);
  expect(of(null)).toBeLessThan(ends[1]!);
});

const lostFirst = (lost: number, customers: number): CaseMixOutcome[] =>
  Array.from({ length: customers }, (_, index) => ({ caseMix: aMix(), lost: index < lost }));

test.each<[string, CaseMixOutcome[], string]>([
  ["nobody there", [], "TOO_FEW_OUTCOMES"],
  ["nobody lost", lostFirst(0, 500), "TOO_FEW_OUTCOMES"],
  ["a loss less than it takes", lostFirst(FEWEST_LOSSES - 1, 500), "TOO_FEW_OUTCOMES"],
  ["everybody lost", lostFirst(500, 500), "ONE_OUTCOME"],
])("every customer at one rate, and it says why: %s", (_case, training, why) => {
  const model = fitCaseMix(training);
  expect(model).toEqual({ kind: "ONE_RATE", why });
  expect(lossLogit(model, aMix())).toBe(lossLogit(model, aMix({ segment: "Enterprise" })));
});

test("customers who are all alike have a model without any effect", () => {
  const model = fitCaseMix(lostFirst(FEWEST_LOSSES, 500));
  expect(model.kind).toBe("CASE_MIX");
  expect(lossLogit(model, aMix())).toBeCloseTo(Math.log(50 / 450), 8);
});

const logits = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 200 });

test("after the shift, losses expected equal losses seen, and every p lies between 0 and 1", () =>
  fc.assert(
    fc.property(logits, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (all, share) => {
      const losses = Math.floor(share * (all.length + 1));
      const p = expectingExactly(losses, all);
      expect(Math.abs(p.reduce((sum, one) => sum + one, 0) - losses)).toBeLessThan(1e-9);
      if (losses > 0 && losses < all.length) for (const one of p) expect(one > 0 && one < 1).toBe(true);
    }),
  ));

test("the shift keeps who is likelier, and does not mind the order or a rise of all", () =>
  fc.assert(
    fc.property(logits, fc.double({ min: -3, max: 3, noNaN: true }), (all, rise) => {
      const losses = Math.ceil(all.length / 3);
      const p = expectingExactly(losses, all);
      const reversed = expectingExactly(losses, [...all].reverse()).reverse();
      const risen = expectingExactly(
        losses,
        all.map((logit) => logit + rise),
      );
      all.forEach((logit, index) => {
        expect(reversed[index]).toBe(p[index]);
        expect(risen[index]).toBeCloseTo(p[index]!, 9);
        if (logit > all[0]!) expect(p[index]!).toBeGreaterThanOrEqual(p[0]!);
      });
    }),
  ));

test("50,000 customers: still exact", () => {
  const random = new Random("many");
  const p = expectingExactly(
    4321,
    Array.from({ length: 50_000 }, () => 4 * random.uniform() - 5),
  );
  expect(Math.abs(p.reduce((sum, one) => sum + one, 0) - 4321)).toBeLessThan(1e-9);
});

test("nobody or everybody lost: no finite shift, the limits instead", () => {
  expect([...expectingExactly(0, [1, -1])]).toEqual([0, 0]);
  expect([...expectingExactly(2, [1, -1])]).toEqual([1, 1]);
  expect([...expectingExactly(0, [])]).toEqual([]);
});
