import fc from "fast-check";
import { median, weightedMedian } from "../../src/kernel/statistics";

const weigh = (...samples: [value: number, weight: number][]) =>
  samples.map(([value, weight]) => ({ value, weight: BigInt(weight) }));

test.each([
  ["no values have no middle", weigh(), null],
  ["one value is its own", weigh([7, 3]), 7],
  ["the value with half of the weight on either side", weigh([3, 1], [1, 1], [2, 5]), 2],
  ["where the halves meet, the mean of both", weigh([1, 2], [2, 1], [4, 1]), 1.5],
  ["a heavy value outweighs many light ones", weigh([1, 1], [2, 1], [9, 3]), 9],
])("weighted median: %s", (_rule, samples, expected) => expect(weightedMedian(samples)).toBe(expected));

test("of equal weights it is the median, and whole weights are repetitions", () => {
  const sample = fc.record({ value: fc.integer({ min: -50, max: 50 }), weight: fc.bigInt({ min: 1n, max: 6n }) });
  fc.assert(
    fc.property(fc.array(sample), fc.bigInt({ min: 1n, max: 10_000n }), (samples, weight) => {
      const values = samples.map(({ value }) => value);
      expect(weightedMedian(values.map((value) => ({ value, weight })))).toBe(median(values));
      const repeated = samples.flatMap((one) => Array.from({ length: Number(one.weight) }, () => one.value));
      expect(weightedMedian(samples)).toBe(median(repeated));
    }),
  );
});
