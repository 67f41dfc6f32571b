import fc from "fast-check";
import { minimise } from "../../src/kernel/minimise";

// The test functions of Moré, Garbow, Hillstrom 1981, with their minima
const rosenbrock = ([x, y]: readonly number[]): number => 100 * (y! - x! ** 2) ** 2 + (1 - x!) ** 2;
const powell = ([a, b, c, d]: readonly number[]): number =>
  (a! + 10 * b!) ** 2 + 5 * (c! - d!) ** 2 + (b! - 2 * c!) ** 4 + 10 * (a! - d!) ** 4;
const wood = ([a, b, c, d]: readonly number[]): number =>
  100 * (b! - a! ** 2) ** 2 +
  (1 - a!) ** 2 +
  90 * (d! - c! ** 2) ** 2 +
  (1 - c!) ** 2 +
  10 * (b! + d! - 2) ** 2 +
  0.1 * (b! - d!) ** 2;

test.each([
  ["Rosenbrock's valley", rosenbrock, [-1.2, 1], [1, 1]],
  ["Powell's function, flat at its minimum", powell, [3, -1, 0, 1], [0, 0, 0, 0]],
  ["Wood's function", wood, [-3, -1, -3, -1], [1, 1, 1, 1]],
])("finds the minimum of %s", (_name, objective, start, minimum) => {
  const { point, value, converged } = minimise(objective, start);
  expect(converged).toBe(true);
  expect(value).toBeLessThan(1e-10);
  point.forEach((x, axis) => expect(Math.abs(x - minimum[axis]!)).toBeLessThan(2e-3));
});

test("a domain's edge is Infinity, or not a number", () => {
  const { point } = minimise(([x]) => (x! > 2 ? Infinity : Math.sqrt(x!) * x! - 3 * x!), [1.5]);
  expect(point[0]).toBeCloseTo(2, 6);
  expect(minimise(([x]) => x! - Math.log(x!), [3]).point[0]).toBeCloseTo(1, 6);
});

test("a slope without an end is no minimum", () => {
  const found = minimise(([x]) => -x!, [0], { evaluations: 500 });
  expect(found.converged).toBe(false);
});

test("a start outside of the domain is a bug of the caller", () =>
  expect(() => minimise(() => NaN, [1])).toThrow("starts outside of the domain, at (1)"));

test("any bowl has its bottom where it was put", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 9 })), {
        minLength: 1,
        maxLength: 4,
      }),
      (axes) => {
        const { point, converged } = minimise(
          (at) => axes.reduce((sum, [centre, steepness], axis) => sum + steepness * (at[axis]! - centre) ** 2, 0),
          axes.map(() => 0),
        );
        expect(converged).toBe(true);
        axes.forEach(([centre], axis) => expect(point[axis]).toBeCloseTo(centre, 4));
      },
    ),
    { numRuns: 200 },
  ));
