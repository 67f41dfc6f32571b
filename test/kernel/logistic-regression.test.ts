import fc from "fast-check";
import { logistic, logisticRegression, logitOf } from "../../src/kernel/logistic-regression";

/** Air temperature (°F) at 23 launches and whether an O-ring was distressed: Dalal, Fowlkes, Hoadley, JASA 84 (1989). */
const LAUNCHES: [temperature: number, distressed: boolean][] = [
  ...[53, 57, 58, 63, 70, 70, 75].map((t): [number, boolean] => [t, true]),
  ...[66, 67, 67, 67, 68, 69, 70, 70, 72, 73, 75, 76, 76, 78, 79, 81].map((t): [number, boolean] => [t, false]),
];

function fitted(rows: readonly (readonly number[])[], outcomes: readonly boolean[], ridge: number) {
  const result = logisticRegression(rows, outcomes, { ridge });
  if (result.kind === "FAILED") throw new Error(`no fit: ${result.reason}`);
  return result.regression;
}
const temperatures = LAUNCHES.map(([temperature]) => [temperature]);
const distressed = LAUNCHES.map(([, was]) => was);

test("the O-rings: intercept 15.0429, slope −.2322", () => {
  const { intercept, coefficients } = fitted(temperatures, distressed, 0);
  expect(intercept).toBeCloseTo(15.0429, 4);
  expect(coefficients[0]).toBeCloseTo(-0.2322, 4);
});

test("a ridge shrinks towards the overall rate, and all the way when it is heavy", () => {
  const slopes = [0, 1, 10, 1e9].map((ridge) => fitted(temperatures, distressed, ridge).coefficients[0]!);
  expect(slopes.map(Math.abs)).toEqual(slopes.map(Math.abs).sort((a, b) => b - a));
  const { intercept, coefficients } = fitted(temperatures, distressed, 1e9);
  expect(logistic(intercept + coefficients[0]! * 70)).toBeCloseTo(7 / 23, 6);
});

test.each<[string, number[][], boolean[], number, string]>([
  ["all rows ended alike", [[1], [2]], [true, true], 1, "ONE_OUTCOME"],
  [
    "without a ridge, two features say the same",
    [
      [1, 2],
      [2, 4],
      [3, 6],
      [4, 8],
    ],
    [true, false, true, false],
    0,
    "SINGULAR",
  ],
])("%s: a value that says why, no numbers", (_rule, rows, outcomes, ridge, reason) =>
  expect(logisticRegression(rows, outcomes, { ridge })).toEqual({ kind: "FAILED", reason }),
);

test("without a ridge, a feature that tells the outcomes apart without fail has no fit; with one it has", () => {
  const rows = [[1], [2], [3], [4]];
  const outcomes = [false, false, true, true];
  expect(logisticRegression(rows, outcomes, { ridge: 0 }).kind).toBe("FAILED");
  expect(fitted(rows, outcomes, 0.1).coefficients[0]).toBeGreaterThan(0);
});

test("a feature that is the same in every row has no effect", () =>
  expect(
    fitted(
      temperatures.map(([t]) => [t!, 0.1]),
      distressed,
      1,
    ).coefficients[1],
  ).toBe(0));

const value = fc.integer({ min: -50, max: 50 }).map((tenths) => tenths / 10);
const sample = fc.array(fc.tuple(value, value, fc.boolean()), { minLength: 4, maxLength: 60 });
const both = (rows: readonly (readonly [number, number, boolean])[]): boolean =>
  new Set(rows.map((r) => r[2])).size === 2;

test("expects as many losses as there were, whatever the ridge", () =>
  fc.assert(
    fc.property(sample.filter(both), fc.double({ min: 0.01, max: 100, noNaN: true }), (rows, ridge) => {
      const features = rows.map(([a, b]) => [a, b]);
      const lost = rows.map(([, , was]) => was);
      const regression = fitted(features, lost, ridge);
      const expected = features.reduce((sum, row) => sum + logistic(logitOf(regression, row)), 0);
      expect(expected).toBeCloseTo(lost.filter(Boolean).length, 7);
    }),
  ));

test("the last step is not cut short by rounding", () => {
  const rows: [number, number][] = [
    ...([
      [0, 2.6],
      [-3.1, 0],
      [0, 0],
      [0.6, -0.9],
      [-0.4, 0.1],
    ] as [number, number][]),
    ...([
      [-2.2, -2.4],
      [0.3, -0.8],
      [3.6, 1.5],
      [0, 3.4],
    ] as [number, number][]),
  ];
  const regression = fitted(
    rows,
    rows.map((_, index) => index === 0),
    40.58770711455396,
  );
  expect(rows.reduce((sum, row) => sum + logistic(logitOf(regression, row)), 0)).toBeCloseTo(1, 10);
});

test("the unit of a feature does not matter", () =>
  fc.assert(
    fc.property(sample.filter(both), fc.double({ min: 0.001, max: 1000, noNaN: true }), (rows, unit) => {
      const lost = rows.map(([, , was]) => was);
      const one = fitted(
        rows.map(([a, b]) => [a, b]),
        lost,
        1,
      );
      const other = fitted(
        rows.map(([a, b]) => [a * unit, b]),
        lost,
        1,
      );
      for (const [a, b] of rows) expect(logitOf(other, [a * unit, b])).toBeCloseTo(logitOf(one, [a, b]), 5);
    }),
  ));

describe("where more of a feature can only make the outcome more likely", () => {
  const RIDGE = 2;
  const data = fc
    .array(fc.tuple(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), fc.boolean()), {
      minLength: 12,
      maxLength: 40,
    })
    .filter((rows) => rows.some(([, happened]) => happened) && rows.some(([, happened]) => !happened));

  /** Of the penalised likelihood, by each coefficient of the standardised features. */
  function slopes(rows: readonly (readonly number[])[], outcomes: readonly boolean[]) {
    const result = logisticRegression(rows, outcomes, { ridge: RIDGE, nonNegative: true });
    if (result.kind === "FAILED") throw new Error(result.reason);
    const { regression } = result;
    return regression.coefficients.map((coefficient, feature) => {
      const values = rows.map((row) => row[feature]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      const surprise = rows.map((row, at) => Number(outcomes[at]) - logistic(logitOf(regression, row)));
      const gain = surprise.reduce(
        (sum, by, at) => sum + (deviation > 0 ? (by * (values[at]! - mean)) / deviation : 0),
        0,
      );
      return { coefficient, slope: gain - RIDGE * coefficient * deviation };
    });
  }

  test("no coefficient is below 0, and none could move and gain", () =>
    fc.assert(
      fc.property(data, (cases) => {
        const found = slopes(
          cases.map(([row]) => row),
          cases.map(([, happened]) => happened),
        );
        for (const { coefficient, slope } of found) {
          expect(coefficient).toBeGreaterThanOrEqual(0);
          // At 0 it would gain by falling at most; above it has come to rest.
          if (coefficient === 0) expect(slope).toBeLessThan(1e-6);
          else expect(Math.abs(slope)).toBeLessThan(1e-6);
        }
      }),
    ));

  test("what lowers the outcome has no effect", () =>
    expect(slopes(temperatures as number[][], distressed)[0]!.coefficient).toBe(0));
});

describe("where features are all told on one scale", () => {
  /** One in ten, or every second, shows the feature; it raises the rate from a fifth to four fifths. */
  const rows = Array.from({ length: 400 }, (_, at) => ({
    features: [Number(at % 2 === 0), Number(at % 10 === 3)],
    lost: (at % 2 === 0 || at % 10 === 3) === at % 50 > 9,
  }));
  const fit = (oneScale: boolean, unit = 1) => {
    const result = logisticRegression(
      rows.map(({ features: [often, rarely] }) => [often! * unit, rarely!]),
      rows.map(({ lost }) => lost),
      { ridge: 20, oneScale },
    );
    if (result.kind === "FAILED") throw new Error(result.reason);
    return result.regression.coefficients;
  };

  test("a rare one is held back more than where the ridge sees deviations", () => {
    const [often, rarely] = fit(true);
    const [, unheld] = fit(false);
    expect(rarely).toBeLessThan(0.6 * unheld!);
    expect(rarely).toBeLessThan(often!);
  });

  test("its unit is how much of it is expected to matter", () => {
    expect(fit(true, 100)[0]! * 100).toBeGreaterThan(1.2 * fit(true)[0]!);
    expect(fit(false, 100)[0]! * 100).toBeCloseTo(fit(false)[0]!, 8);
  });
});

test("a free feature is neither held back nor kept from falling below 0", () => {
  // Of the second group a tenth is lost, of the first half.
  const group = Array.from({ length: 200 }, (_, at) => Number(at >= 100));
  const lost = group.map((second, at) => (second ? at % 10 === 0 : at % 2 === 0));
  const result = logisticRegression(
    group.map((second, at) => [at % 7, second]),
    lost,
    { ridge: 1e9, nonNegative: true, free: [1] },
  );
  if (result.kind === "FAILED") throw new Error(result.reason);
  expect(logistic(result.regression.intercept)).toBeCloseTo(0.5, 4);
  expect(logistic(result.regression.intercept + result.regression.coefficients[1]!)).toBeCloseTo(0.1, 4);
});
