import fc from "fast-check";
import { minor } from "../../../src/kernel/money";
import { byBand, bySegment, type Cell, changeOf, totalOf } from "../../../src/retention/portfolio/calc/portfolio";

const amount = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(minor);
const cell: fc.Arbitrary<Cell> = fc.record({
  band: fc.constantFrom("HEALTHY", "WATCH", "AT_RISK", "CRITICAL"),
  segment: fc.constantFrom("A", "B", null),
  customers: fc.nat(1_000),
  annualValueMinor: amount,
  valueAtRiskMinor: amount,
});
const cells = fc.array(cell, { maxLength: 12 });

it("adds up to the whole by band and by segment, in whatever order the cells come", () => {
  fc.assert(
    fc.property(cells, (of) => {
      const whole = totalOf(of);
      expect(totalOf(byBand(of))).toEqual(whole);
      expect(totalOf(bySegment(of))).toEqual(whole);
      expect(bySegment([...of].reverse())).toEqual(bySegment(of));
    }),
  );
});

it("tells every band, and the segments by what is at risk of them", () => {
  fc.assert(
    fc.property(cells, (of) => {
      expect(byBand(of).map(({ band }) => band)).toEqual(["CRITICAL", "AT_RISK", "WATCH", "HEALTHY"]);
      const risks = bySegment(of).map(({ valueAtRiskMinor }) => valueAtRiskMinor);
      expect(risks).toEqual([...risks].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
    }),
  );
});

it("changes by nothing from a day to itself, and by the sum of the steps between", () => {
  fc.assert(
    fc.property(cells, cells, cells, (first, second, third) => {
      const [a, b, c] = [totalOf(first), totalOf(second), totalOf(third)];
      expect(changeOf(a, a)).toEqual(totalOf([]));
      expect(totalOf([changeOf(a, b), changeOf(b, c)])).toEqual(changeOf(a, c));
    }),
  );
});
