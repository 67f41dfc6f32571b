import fc from "fast-check";
import { chiSquareTail, hyp2f1, lnAdd, lnBeta, lnGamma } from "../../src/kernel/special-functions";

// DLMF 15.4: the cases of ₂F₁ with a closed form
test.each<[string, number, number]>([
  ["₂F₁(1, 1; 2; z) = −ln(1 − z)/z", hyp2f1(1, 1, 2, 0.9), -Math.log(0.1) / 0.9],
  ["₂F₁(½, ½; 3/2; z²) = arcsin(z)/z", hyp2f1(0.5, 0.5, 1.5, 0.64), Math.asin(0.8) / 0.8],
  ["₂F₁(½, 1; 3/2; z²) = artanh(z)/z", hyp2f1(0.5, 1, 1.5, 0.25), Math.atanh(0.5) / 0.5],
  ["₂F₁(a, b; b; z) = (1 − z)^−a", hyp2f1(2.5, 1.7, 1.7, 0.99), 0.01 ** -2.5],
  ["a polynomial, where b is a whole number ≤ 0", hyp2f1(3, -1, 2, 0.5), 0.25],
  ["nothing of the series is left at 0", hyp2f1(3, 4, 5, 0), 1],
])("%s", (_rule, found, expected) => expect(Math.abs(found / expected - 1)).toBeLessThan(1e-13));

test("₂F₁ refuses where the series does not converge, and at poles", () => {
  expect(() => hyp2f1(1, 1, 2, 1)).toThrow("0 ≤ z < 1");
  expect(() => hyp2f1(1, 1, -2, 0.5)).toThrow("pole at c = -2");
});

const shape = fc.double({ min: 0.01, max: 20, noNaN: true });

test("Euler's transformation gives the same function on both sides", () =>
  fc.assert(
    fc.property(shape, shape, shape, fc.double({ min: 0, max: 0.95, noNaN: true }), (a, b, c, z) => {
      const transformed = (1 - z) ** (c - a - b) * hyp2f1(c - a, c - b, c, z);
      // Where c − a and c − b have other signs, the terms of one side cancel.
      expect(transformed).toBeCloseTo(hyp2f1(a, b, c, z), 8 - Math.ceil(Math.log10(1 + hyp2f1(a, b, c, z))));
    }),
  ));

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4: upper critical values
test.each([
  [3.841, 1, 0.05],
  [18.307, 10, 0.05],
  [13.816, 2, 0.001],
  [0, 4, 1],
])("a chi-square exceeds %d at %i degrees of freedom with probability %d", (x, degrees, expected) =>
  expect(chiSquareTail(x, degrees)).toBeCloseTo(expected, 4),
);

test("ln B follows from ln Γ, and ln(eˣ + eʸ) stays finite", () => {
  expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 14);
  expect(lnBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 14);
  expect(lnAdd(1000, 1000)).toBeCloseTo(1000 + Math.LN2, 12);
  expect(lnAdd(-Infinity, -5)).toBe(-5);
  expect(lnAdd(-Infinity, -Infinity)).toBe(-Infinity);
});
