import fc from "fast-check";
import {
  type Holding,
  nextStep,
  precedent,
  productMatrix,
  type SegmentSize,
} from "../../../src/value/product-matrix/calc/product-matrix";

test.each<[string, number[], number[], number | null]>([
  ["nothing bought: the first", [1, 2, 3], [], 1],
  ["the first bought: the second", [1, 2, 3], [1], 2],
  ["a step left out on the way up is not gone back to", [1, 2, 3], [1, 3], null],
  ["the catalogue's steps need not be in a row", [1, 4, 9], [1], 4],
  ["a series without steps has no next one", [], [], null],
])("next step: %s", (_rule, steps, bought, expected) => expect(nextStep(steps, bought)).toBe(expected));

const holding = (segment: string | null, steps: number[], customers: number, series = "Pumps"): Holding => ({
  ...{ segment, series, steps, customers },
});
const PUMPS = { series: "Pumps", steps: [1, 2, 3] };
const SIZES: SegmentSize[] = [
  { segment: "LARGE", customers: 4 },
  { segment: null, customers: 6 },
];

test("a column counts who holds the series, who came to each step, and who stands before it", () => {
  const held = [holding("LARGE", [1, 2], 2), holding("LARGE", [1, 2, 3], 1), holding(null, [1], 2)];
  expect(productMatrix([PUMPS], held, SIZES)).toEqual([
    {
      series: "Pumps",
      holders: 5,
      adoption: 0.5,
      steps: [
        { step: 1, customers: 5, whitespace: 0 },
        { step: 2, customers: 3, whitespace: 2 },
        { step: 3, customers: 1, whitespace: 2 },
      ],
      segments: [
        { segment: "LARGE", customers: 4, holders: 3, adoption: 0.75 },
        { segment: null, customers: 6, holders: 2, adoption: 2 / 6 },
      ],
    },
  ]);
});

test("a series that nobody holds has a column, and one without customers no adoption", () => {
  const [column] = productMatrix([PUMPS], [], []);
  expect(column).toMatchObject({ holders: 0, adoption: null, segments: [] });
  expect(column!.steps.map(({ customers, whitespace }) => [customers, whitespace])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

const HELD = [
  holding("LARGE", [1], 3),
  holding("LARGE", [1, 2], 5),
  holding("LARGE", [2], 1),
  holding("SMALL", [1, 2], 9),
  holding("LARGE", [1, 2], 7, "Valves"),
];

test.each<[string, string, number[], number, [similar: number, took: number]]>([
  ["of its segment and series, those who hold the step it stands on", "LARGE", [1], 2, [8, 5]],
  ["by the highest of its steps", "LARGE", [1, 2], 3, [6, 0]],
  ["another segment is not similar", "SMALL", [1], 2, [9, 9]],
  ["without a step, everybody who holds the series", "LARGE", [], 1, [9, 8]],
])("precedent: %s", (_rule, segment, steps, next, [similar, took]) =>
  expect(precedent(HELD, { segment, series: "Pumps", steps }, next)).toEqual({ similar, took }),
);

const holdings = fc.array(
  fc.record({
    segment: fc.constantFrom("LARGE", "SMALL", null),
    series: fc.constantFrom("Pumps", "Valves"),
    steps: fc.uniqueArray(fc.constantFrom(1, 2, 3)).map((steps) => steps.sort()),
    customers: fc.integer({ min: 1, max: 50 }),
  }),
);

test("segments add up to the column, and who holds the series has its highest step or stands before one", () =>
  fc.assert(
    fc.property(holdings, (held) => {
      const sizes = ["LARGE", "SMALL", null].map((segment) => ({ segment, customers: 10_000 }));
      for (const column of productMatrix([PUMPS, { series: "Valves", steps: [1, 2, 3] }], held, sizes)) {
        const whitespace = column.steps.reduce((sum, step) => sum + step.whitespace, 0);
        expect(column.segments.reduce((sum, { holders }) => sum + holders, 0)).toBe(column.holders);
        expect(whitespace + column.steps.at(-1)!.customers).toBe(column.holders);
      }
    }),
  ));
