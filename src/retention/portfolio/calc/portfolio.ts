import { compare } from "../../../kernel/compare";
import { groupBy } from "../../../kernel/group-by";
import { minor, type Minor } from "../../../kernel/money";
import type { RiskBand } from "../../../risk/models/calc/risk-model";
import type { SignalCode } from "../../../risk/signals/calc/signal-code";

/** Customers of one band and segment: how many, and what they are worth. */
export interface Cell {
  readonly band: RiskBand;
  readonly segment: string | null;
  readonly customers: number;
  readonly annualValueMinor: Minor;
  readonly valueAtRiskMinor: Minor;
}

/** How much of the value at risk a signal accounts for: Σ value at risk × points ÷ score, over the customers it speaks of. */
export interface DriverShare {
  readonly signal: SignalCode;
  readonly customers: number;
  readonly valueAtRiskMinor: Minor;
}

export type Total = Omit<Cell, "band" | "segment">;

export const totalOf = (cells: readonly Total[]): Total => {
  const sum = (of: (cell: Total) => Minor): Minor => minor(cells.reduce((total, cell) => total + of(cell), 0n));
  return {
    customers: cells.reduce((total, { customers }) => total + customers, 0),
    annualValueMinor: sum(({ annualValueMinor }) => annualValueMinor),
    valueAtRiskMinor: sum(({ valueAtRiskMinor }) => valueAtRiskMinor),
  };
};

/** From the worst to the best; a band without customers is told too, so that two days can be compared. */
const BANDS: readonly RiskBand[] = ["CRITICAL", "AT_RISK", "WATCH", "HEALTHY"];

export const byBand = (cells: readonly Cell[]): (Total & { readonly band: RiskBand })[] =>
  BANDS.map((band) => ({ band, ...totalOf(cells.filter((cell) => cell.band === band)) }));

/** The segment with the most value at risk first; equal ones by their names, the customers without a segment last. */
export const bySegment = (cells: readonly Cell[]): (Total & { readonly segment: string | null })[] =>
  [...groupBy(cells, ({ segment }) => segment)]
    .map(([segment, of]) => ({ segment, ...totalOf(of) }))
    .sort(
      (a, b) =>
        compare(b.valueAtRiskMinor, a.valueAtRiskMinor) || compare(a.segment ?? "\uffff", b.segment ?? "\uffff"),
    );

/** What a total gained from one day to another. */
export const changeOf = (before: Total, now: Total): Total => ({
  customers: now.customers - before.customers,
  annualValueMinor: minor(now.annualValueMinor - before.annualValueMinor),
  valueAtRiskMinor: minor(now.valueAtRiskMinor - before.valueAtRiskMinor),
});
