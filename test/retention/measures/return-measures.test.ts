import { repeatPurchaseRate } from "../../../src/retention/measures/repeat-purchase-rate";
import { winBackRate } from "../../../src/retention/measures/win-back-rate";
import { book, figured } from "./book";

test.each<[string, boolean[], number | null, string]>([
  ["nobody bought, or nobody was gone", [], null, "0/0"],
  ["all for the first time, or none came back", [false, false], 0, "0/2"],
  ["two of three", [true, true, false], 2 / 3, "2/3"],
])("repeat purchase and win-back rate: %s", (_rule, customers, value, fraction) => {
  const figures = [
    figured(repeatPurchaseRate, book(customers.map((again) => ({ again })))),
    figured(winBackRate, book(customers.map((returned) => ({ returned })))),
  ];
  for (const figure of figures) {
    expect(figure).toMatchObject({ value, sampleSize: customers.length });
    expect(`${figure.numerator}/${figure.denominator}`).toBe(fraction);
  }
});
