import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { groupBy } from "../../src/kernel/group-by";

/** What drives customers of the made-up companies away, and can be seen. */
export const CAUSES = ["NEGLECT", "FAILURE", "PRICE", "CHAMPION_LOSS", "REP_CHANGE"] as const;
export type Cause = (typeof CAUSES)[number];

/** What is true of a customer as of a day, and nobody in the company can know. */
export interface Truth {
  readonly relationship: "CONTRACT" | "REPEAT_PURCHASE";
  readonly asOf: string;
  /** of a loss within 90 days */
  readonly trueProbability: number;
  readonly lost: boolean;
  /** how far each cause works on the customer's next decision, 0…1; null when it decides nothing within 90 days */
  readonly degrees: Readonly<Record<Cause, number>> | null;
}

type Forecast = Readonly<Record<"customer" | "asOf" | "probability" | "lost", string>> & Pick<Truth, "relationship">;
type Decision = Readonly<Record<"customer" | "on" | Cause, string>>;

const HORIZON_MILLISECONDS = 90 * 86_400_000;

/** By "customer day", of those days whose outcome lies within the simulated years. */
export function readTruth(folder: string): ReadonlyMap<string, Truth> {
  const read = <Row>(file: string): Row[] => parse(readFileSync(path.join(folder, file)), { columns: true }) as Row[];
  const decisions = groupBy(read<Decision>("truth-decisions.csv"), ({ customer }) => customer);
  return new Map(
    read<Forecast>("truth.csv")
      .filter(({ lost }) => lost !== "")
      .map(({ customer, asOf, relationship, probability, lost }) => [
        `${customer} ${asOf}`,
        {
          ...{ asOf, relationship, trueProbability: Number(probability), lost: lost === "1" },
          degrees: degreesIn(nextDecision(decisions.get(customer) ?? [], asOf)),
        },
      ]),
  );
}

/** Decisions are written in the order of their days. */
function nextDecision(decisions: readonly Decision[], asOf: string): Decision | null {
  const next = decisions.find(({ on }) => on > asOf);
  return next && Date.parse(next.on) - Date.parse(asOf) <= HORIZON_MILLISECONDS ? next : null;
}

const degreesIn = (decision: Decision | null): Truth["degrees"] =>
  decision && (Object.fromEntries(CAUSES.map((cause) => [cause, Number(decision[cause])])) as Record<Cause, number>);
