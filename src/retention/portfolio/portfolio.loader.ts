import type { Day } from "../../kernel/calendar";
import { formatAmount, type Minor } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { byBand, bySegment, type Cell, changeOf, type Total, totalOf } from "./calc/portfolio";
import { type PortfolioFacts, portfolioFacts } from "./portfolio.queries";
import type { PortfolioChangeType, PortfolioDriverType, PortfolioType } from "./portfolio.type";
import { keyOfServed, type Served } from "./served";

/** A portfolio as it is told, with what its computed fields need. */
export interface Portfolio extends PortfolioType {
  readonly of: Served;
  readonly facts: PortfolioFacts;
}

/** Null when nobody of the subject's was assessed by then. */
export async function portfolioOf(context: Context, of: Served, asOf: Day): Promise<Portfolio | null> {
  const facts = await factsOf(context, of, asOf);
  if (facts === null) return null;
  const { cells, assessedOn, currency } = facts;
  return {
    ...{ of, facts, asOf, assessedOn, ...told(totalOf(cells), currency) },
    bands: byBand(cells).map(({ band, ...total }) => ({ band, ...told(total, currency) })),
    segments: bySegment(cells).map(({ segment, ...total }) => ({ segment, ...told(total, currency) })),
  };
}

const factsOf = (context: Context, of: Served, asOf: Day): Promise<PortfolioFacts | null> =>
  batched(context, `portfolio ${of.kind} ${asOf}`, keyOfServed(of), (subjects) =>
    portfolioFacts(context, of.kind, subjects, asOf),
  );

/** The signals that account for the most value at risk. */
export const driversOf = ({ facts: { drivers, currency } }: Portfolio, first: number): PortfolioDriverType[] =>
  drivers.slice(0, first).map(({ signal, customers, valueAtRiskMinor }) => ({
    ...{ signal, customers, valueAtRisk: money(valueAtRiskMinor, currency) },
  }));

/** Null when nobody was assessed by that day, or in another currency. */
export async function changeSince(
  context: Context,
  { of, facts }: Portfolio,
  since: Day,
): Promise<PortfolioChangeType | null> {
  const before = await factsOf(context, of, since);
  if (before === null || before.currency !== facts.currency) return null;
  const change = changeOf(totalOf(before.cells), totalOf(facts.cells));
  const atRisk = atRiskIn(facts.cells) - atRiskIn(before.cells);
  return { since: before.assessedOn, atRisk, ...told(change, facts.currency) };
}

const atRiskIn = (cells: readonly Cell[]): number =>
  totalOf(cells.filter(({ band }) => band === "AT_RISK" || band === "CRITICAL")).customers;

const told = ({ customers, annualValueMinor, valueAtRiskMinor }: Total, currency: string) => ({
  ...{ customers, annualValue: money(annualValueMinor, currency), valueAtRisk: money(valueAtRiskMinor, currency) },
});

const money = (amount: Minor, currency: string): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);
