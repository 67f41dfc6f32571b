import fc from "fast-check";
import { auc } from "../../../src/kernel/scoring";
import {
  type Example,
  foretold,
  probabilityOf,
  type ProbabilityModel,
} from "../../../src/risk/probability/calc/probability-model";
import { learnProbability, learnTogether } from "../../../src/risk/probability/calc/learn-probability";

/** The golden ratio spreads numbers evenly over 0…1. */
const spread = (index: number, turn: number): number => (index * 0.6180339887 * turn) % 1;

/** Of a hundred with a loud signal sixty are lost, of a hundred without ten; noise says nothing. */
const examples = (count: number): Example[] =>
  Array.from({ length: count }, (_, index) => {
    const loud = index % 2;
    return {
      customerId: String(index),
      readings: { loud, noise: spread(index, 7) },
      lost: spread(index >> 1, 1) < (loud ? 0.6 : 0.1),
    };
  });

const learn = (from: readonly Example[]): ProbabilityModel => learnProbability(from)!;

const coefficientOf = ({ terms }: ProbabilityModel, name: string): number =>
  terms.find((term) => term.name === name)!.coefficient;

const LEARNT = learn(examples(600));

test("what foretells losses weighs, what does not hardly does", () => {
  expect(coefficientOf(LEARNT, "loud")).toBeGreaterThan(2);
  expect(Math.abs(coefficientOf(LEARNT, "noise"))).toBeLessThan(0.3);
});

test("probabilities come near the rates they were learnt from", () => {
  expect(probabilityOf(LEARNT, { loud: 1, noise: 0.5 })).toBeCloseTo(0.6, 1);
  expect(probabilityOf(LEARNT, { loud: 0, noise: 0.5 })).toBeCloseTo(0.1, 1);
});

test("a missing reading is no zero: it is taken for the mean of the known ones", () => {
  const missing = probabilityOf(LEARNT, { loud: null, noise: 0.5 });
  expect(missing).toBeCloseTo(probabilityOf(LEARNT, { loud: 0.5, noise: 0.5 }), 12);
  expect(probabilityOf(LEARNT, { noise: 0.5 })).toBe(missing);
});

test("what is missing of everybody weighs nothing", () => {
  const blind = examples(600).map((one) => ({ ...one, readings: { ...one.readings, review: null } }));
  expect(coefficientOf(learn(blind), "review")).toBe(0);
});

test.each<[string, boolean]>([
  ["where all were lost", true],
  ["where none was", false],
])("%s there is nothing to tell apart", (_rule, lost) => {
  expect(learnProbability(examples(100).map((example) => ({ ...example, lost })))).toBeNull();
});

test("what one customer says on several days is never judged by itself: its own number foretells nothing", () => {
  // Every customer is there four times with a reading of its own: left out day by day, it would look telling.
  const all = Array.from({ length: 800 }, (_, index) => {
    const customer = index % 200;
    const own = Object.fromEntries(
      Array.from({ length: 40 }, (_d, bit) => [`own${bit}`, spread(customer + 1, bit + 2)]),
    );
    return { customerId: String(customer), readings: own, lost: spread(customer, 11) < 0.3 };
  });
  expect(learn(all).ridge).toBeGreaterThan(1);
});

test("probabilities lie between 0 and 1, and rise with what raises them", () => {
  const severity = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(severity, severity, severity, (one, other, noise) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const [low, high] = [less, more].map((loud) => probabilityOf(LEARNT, { loud, noise }));
      expect(low).toBeGreaterThan(0);
      expect(high).toBeLessThan(1);
      expect(high).toBeGreaterThanOrEqual(low!);
    }),
  );
});

test("what history happens to speak well of is left out: more severity never lowers a probability", () => {
  const turned = examples(600).map((one) => ({
    ...one,
    readings: { ...one.readings, praised: 1 - one.readings["loud"]! },
  }));
  expect(coefficientOf(learn(turned), "praised")).toBe(0);
});

test("the order of the examples makes no difference", () => {
  const turned = learn([...examples(600)].reverse());
  expect(turned.ridge).toBe(LEARNT.ridge);
  expect(turned.intercept).toBeCloseTo(LEARNT.intercept, 8);
  expect(coefficientOf(turned, "loud")).toBeCloseTo(coefficientOf(LEARNT, "loud"), 8);
});

test("what it foretells of examples ranks them by what it learnt", () => {
  expect(auc(foretold(LEARNT, examples(600)))).toBeGreaterThan(0.75);
});

describe("several kinds of customers, learnt together", () => {
  /** As the examples, with so many of ten lost that would stay: a base rate of its own. */
  const kind = (name: string, count: number, more: number): Example[] =>
    examples(count).map((one, at) => ({
      customerId: `${name}${one.customerId}`,
      readings: { ...one.readings, [name]: spread(at, 3) },
      lost: one.lost || at % 10 < more,
    }));
  const [few, many] = [kind("few", 60, 0), kind("many", 600, 3)];
  const together = learnTogether(
    new Map([
      ["few", few],
      ["many", many],
    ]),
  );

  test("what a reading says is the same for all that have it", () => {
    expect(coefficientOf(together.get("few")!, "loud")).toBe(coefficientOf(together.get("many")!, "loud"));
    expect(coefficientOf(together.get("few")!, "loud")).toBeGreaterThan(0.8);
  });

  test("each has the readings of its own only", () => {
    const names = (of: string) => together.get(of)!.terms.map(({ name }) => name);
    expect(names("few")).toEqual(["few", "loud", "noise"]);
    expect(names("many")).toEqual(["loud", "many", "noise"]);
  });

  test.each([
    ["few", few],
    ["many", many],
  ] as const)("as many of %s are foretold as were lost", (name, of) => {
    const expected = foretold(together.get(name)!, of).reduce((sum, { score }) => sum + score, 0);
    expect(expected).toBeCloseTo(of.filter(({ lost }) => lost).length, 6);
  });

  test("one of which nobody was lost is left out, and moves nothing", () => {
    const kept = few.map((one) => ({ ...one, lost: false }));
    const alone = learnTogether(
      new Map([
        ["few", kept],
        ["many", many],
      ]),
    );
    expect([...alone.keys()]).toEqual(["many"]);
    expect(alone.get("many")!.intercept).toBeCloseTo(
      learnTogether(new Map([["many", many]])).get("many")!.intercept,
      10,
    );
  });
});
