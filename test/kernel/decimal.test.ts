import { addDecimals } from "../../src/kernel/decimal";

test.each([
  ["12", "30", "42"],
  ["-0.5", "0.25", "-0.25"],
  ["1.50", "2.5", "4.00"],
  ["99999999999999999999", "1", "100000000000000000000"],
  ["-0.05", "0.05", "0.00"],
])("%s and %s are %s", (a, b, sum) => {
  expect(addDecimals(a, b)).toBe(sum);
});
