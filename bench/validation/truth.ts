import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";

/** What is true of a customer as of a day, and nobody in the company can know. */
export interface Truth {
  readonly relationship: "CONTRACT" | "REPEAT_PURCHASE";
  readonly asOf: string;
  /** of a loss within 90 days */
  readonly trueProbability: number;
  readonly lost: boolean;
}

type Row = Readonly<Record<"customer" | "asOf" | "probability" | "lost", string>> & Pick<Truth, "relationship">;

/** By "customer day", of those days whose outcome lies within the simulated years. */
export function readTruth(folder: string): ReadonlyMap<string, Truth> {
  const rows = parse(readFileSync(path.join(folder, "truth.csv")), { columns: true }) as Row[];
  return new Map(
    rows
      .filter(({ lost }) => lost !== "")
      .map(({ customer, asOf, relationship, probability, lost }) => [
        `${customer} ${asOf}`,
        { asOf, relationship, trueProbability: Number(probability), lost: lost === "1" },
      ]),
  );
}
