import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { auc, brier } from "../../../src/kernel/scoring";
import { type Example, foretold, type Readings } from "../../../src/risk/probability/calc/probability-model";
import { learnProbability } from "../../../src/risk/probability/calc/learn-probability";
import { sharedData, testWith } from "../../support/shared";

type Row = Readonly<Record<string, string>>;

/** What is nearly the largest value of a column, and whether more of it is worse: a new customer is easier lost. */
const AMOUNTS = {
  tenure: { largest: 72, moreIsWorse: false },
  MonthlyCharges: { largest: 120, moreIsWorse: true },
  TotalCharges: { largest: 9000, moreIsWorse: false },
};

/** Its columns as severities: an amount as a part of its largest, a choice as 0 or 1 for each value there is. */
function readingsOf({ customerID: _id, Churn: _outcome, ...columns }: Row): Readings {
  return Object.fromEntries(
    Object.entries(columns).map(([column, text]) => {
      const amount = AMOUNTS[column as keyof typeof AMOUNTS];
      if (amount === undefined) return [`${column}: ${text}`, 1];
      const part = Number(text) / amount.largest;
      // Eleven customers of the first month have no total yet.
      return [column, text.trim() === "" ? null : amount.moreIsWorse ? part : 1 - part];
    }),
  );
}

function examplesOf(rows: readonly Row[]): Example[] {
  const readings = rows.map(readingsOf);
  const none = Object.fromEntries(readings.flatMap((one) => Object.keys(one)).map((name) => [name, 0]));
  return rows.map(({ customerID, Churn }, at) => ({
    ...{ customerId: customerID!, readings: { ...none, ...readings[at] }, lost: Churn === "Yes" },
  }));
}

const FOLDS = 5;

testWith("telco/Telco-Customer-Churn.csv")(
  "the customers of a telephone company are foretold out of fold (domain §7, Customer models 5)",
  () => {
    const file = readFileSync(sharedData("telco/Telco-Customer-Churn.csv"));
    const examples = examplesOf(parse(file, { columns: true, skip_empty_lines: true }) as Row[]);
    expect(examples).toHaveLength(7043);
    const outOfFold = Array.from({ length: FOLDS }, (_, fold) => {
      const model = learnProbability(examples.filter((_example, at) => at % FOLDS !== fold));
      return foretold(
        model!,
        examples.filter((_example, at) => at % FOLDS === fold),
      );
    }).flat();
    expect(auc(outOfFold)).toBeGreaterThanOrEqual(0.84);
    expect(brier(outOfFold)).toBeLessThanOrEqual(0.137);
  },
  60_000,
);
