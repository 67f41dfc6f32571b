import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { auc, brier } from "../../../src/kernel/scoring";
import {
  type Example,
  foretold,
  learnProbability,
  type Readings,
} from "../../../src/risk/probability/calc/probability-model";
import { sharedData, testWith } from "../../support/shared";

type Row = Readonly<Record<string, string>>;

const AMOUNTS = { tenure: 72, MonthlyCharges: 120, TotalCharges: 9000 };

/** Its columns as severities: an amount as a part of its largest, a choice as 0 or 1 of each value there is. */
function readingsOf({ customerID: _id, Churn: _outcome, ...columns }: Row): Readings {
  return Object.fromEntries(
    Object.entries(columns).map(([column, text]) => {
      const largest = AMOUNTS[column as keyof typeof AMOUNTS];
      if (largest === undefined) return [`${column}: ${text}`, 1];
      // Eleven customers of the first month have no total yet.
      return [column, text.trim() === "" ? null : Number(text) / largest];
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
      const learnt = learnProbability(examples.filter((_example, at) => at % FOLDS !== fold));
      if (learnt.kind !== "LEARNT") throw new Error(learnt.kind);
      return foretold(
        learnt.model,
        examples.filter((_example, at) => at % FOLDS === fold),
      );
    }).flat();
    expect(auc(outOfFold)).toBeGreaterThanOrEqual(0.84);
    expect(brier(outOfFold)).toBeLessThanOrEqual(0.137);
  },
  60_000,
);
