import fc from "fast-check";
import { wholeShare } from "../../../src/retention/credit/calc/share";
import { experienceTrend } from "../../../src/retention/measures/experience-trend";
import { firstResponse } from "../../../src/retention/measures/first-response";
import { thankedRate } from "../../../src/retention/measures/thanked-rate";
import { touchCoverage } from "../../../src/retention/measures/touch-coverage";
import { book, figured } from "./book";

const quarterShare = { ...wholeShare(10_000n), weight: 2_500n };

describe("touch coverage", () => {
  test.each<[string, boolean[], number | null, string]>([
    ["an empty book has none", [], null, "0/0"],
    ["customers in touch ÷ customers", [true, false, true, true], 0.75, "3/4"],
    ["nobody talked with anybody", [false, false], 0, "0/2"],
  ])("%s", (_rule, customers, value, fraction) => {
    const figure = figured(touchCoverage, book(customers.map((inTouch) => ({ inTouch }))));
    expect(figure).toMatchObject({ value, sampleSize: customers.length });
    expect(`${figure.numerator}/${figure.denominator}`).toBe(fraction);
  });
});

describe("first response", () => {
  const answered = (...customers: number[][]) => book(customers.map((hours) => ({ hours })));

  test.each<[string, ReturnType<typeof answered>, number | null, string]>([
    ["nobody asked anything", answered(), null, "0"],
    ["of an odd number of answers the middle one, whoever asked", answered([1, 30], [2]), 2, "3"],
    ["of an even number the mean of the middle two", answered([1, 30], [2, 3]), 2.5, "4"],
    ["one that took weeks moves it no further than one that took a day", answered([1, 1_000], [2]), 2, "3"],
    [
      "who holds a quarter of a customer has a quarter of its questions: 1 + 1 against ¼",
      [...answered([1], [3]), { customerId: "shared", share: quarterShare, facts: { hours: [9] } }],
      3,
      "2.25",
    ],
    [
      "four questions of a quarter each weigh as much as one",
      [...answered([1]), { customerId: "shared", share: quarterShare, facts: { hours: [5, 5, 5, 5] } }],
      3,
      "2",
    ],
  ])("%s", (_rule, customers, value, denominator) =>
    expect(figured(firstResponse, customers)).toMatchObject({ value, numerator: null, denominator }),
  );

  const hours = fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 5 });

  test("does not depend on the order of customers, nor on how much of each is held, when it is the same of all", () => {
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1 }), (customers) => {
        const { value } = figured(firstResponse, answered(...customers));
        expect(figured(firstResponse, answered(...customers.toReversed())).value).toBe(value);
        const quarters = book(
          customers.map((each) => ({ hours: each })),
          quarterShare,
        );
        expect(figured(firstResponse, quarters).value).toBe(value);
      }),
    );
  });

  test("half of the questions were answered no later, and half no sooner", () => {
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1 }), (customers) => {
        const { value } = figured(firstResponse, answered(...customers));
        const all = customers.flat();
        expect(2 * all.filter((one) => one <= value!).length).toBeGreaterThanOrEqual(all.length);
        expect(2 * all.filter((one) => one >= value!).length).toBeGreaterThanOrEqual(all.length);
      }),
    );
  });
});

describe("thanked rate", () => {
  test.each<[string, [renewed: number, thanked: number][], number | null, string]>([
    ["nothing was renewed", [], null, "0/0"],
    [
      "counts renewals, not customers",
      [
        [3, 1],
        [1, 1],
      ],
      0.5,
      "2/4",
    ],
  ])("%s", (_rule, customers, value, fraction) => {
    const facts = customers.map(([renewed, thanked]) => ({ renewed, thanked }));
    const figure = figured(thankedRate, book(facts));
    expect(figure).toMatchObject({ value, sampleSize: customers.length });
    expect(`${figure.numerator}/${figure.denominator}`).toBe(fraction);
  });
});

describe("experience trend", () => {
  test.each<[string, [pairs: number, better: number][], number | null, string, number]>([
    ["nothing was rated twice", [[0, 0]], null, "0/0", 0],
    [
      "counts pairs, and only customers who have one",
      [
        [4, 1],
        [0, 0],
        [1, 1],
      ],
      0.4,
      "2/5",
      2,
    ],
  ])("%s", (_rule, customers, value, fraction, sampleSize) => {
    const facts = customers.map(([pairs, better]) => ({ pairs, better }));
    const figure = figured(experienceTrend, book(facts));
    expect(figure).toMatchObject({ value, sampleSize });
    expect(`${figure.numerator}/${figure.denominator}`).toBe(fraction);
  });
});
