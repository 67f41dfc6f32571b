import type { Day } from "../../../kernel/calendar";
import { correlation } from "../../../kernel/statistics";
import { fitBgNbd } from "./bg-nbd";
import { type Buyer, historyOf } from "./buyer";
import type { Fit } from "./fit";
import type { ModelKind, ModelsByKind, StoredModel } from "./fitted-models";
import { fitGammaGamma, type SpendHistory } from "./gamma-gamma";
import type { Holdout } from "./holdout";
import { fitShiftedBetaGeometric, type RenewalDecisions } from "./shifted-beta-geometric";

/** A fit that is not stored yet. */
export interface NewModel<Kind extends ModelKind = ModelKind> extends Omit<StoredModel<Kind>, "id"> {
  readonly logLikelihood: number | null;
  /** whose facts it was fitted to */
  readonly customers: number;
  readonly holdout: Holdout | null;
}

/** Of whom a fit is, and of when. */
export interface Subject {
  /** null: of all customers */
  readonly segment: string | null;
  readonly asOf: Day;
}

/** Everybody first, then each segment by its name; who is in none is only among everybody. */
export function bySegment<Fact extends { readonly segment: string | null }>(
  facts: readonly Fact[],
): ReadonlyMap<string | null, readonly Fact[]> {
  const segments = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (fact.segment === null) continue;
    const known = segments.get(fact.segment);
    if (known) known.push(fact);
    else segments.set(fact.segment, [fact]);
  }
  const named = [...segments].sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map<string | null, readonly Fact[]>([[null, facts], ...named]);
}

const BUYING = [
  "While a customer is there it buys at a steady rate of its own; after any purchase it may leave for good.",
  "Seasons and trends are not seen.",
  "All purchases of one day are one; a purchase that was refunded whole is none.",
];

export const buyingModel = (
  subject: Subject,
  buyers: readonly Buyer[],
  holdout: Holdout | null,
): NewModel<"BG_NBD"> => ({
  ...outcome("BG_NBD", subject, fitBgNbd(buyers.map(historyOf)), BUYING),
  ...{ customers: buyers.length, currency: null, holdout },
});

/** @param spends of those who came back, in the currency's major unit */
export function spendModel(
  subject: Subject,
  spends: readonly SpendHistory[],
  currency: string,
): NewModel<"GAMMA_GAMMA"> {
  const related = correlation(spends.map(({ purchases, meanSpend }) => [purchases, meanSpend]));
  const here = related === null ? "" : `: here the two correlate by ${related.toFixed(2)}`;
  const assumed = [
    "What a customer spends on a purchase varies around a mean of its own that does not change.",
    `How much it spends does not depend on how often it buys${here}.`,
    `Amounts are told in ${currency} at the rates of ${subject.asOf}.`,
  ];
  return {
    ...outcome("GAMMA_GAMMA", subject, fitGammaGamma(spends), assumed),
    ...{ customers: spends.length, currency, holdout: null },
  };
}

const RENEWING = [
  "At each renewal a customer leaves with a probability of its own that does not change, however long the term is.",
  "The first decision on record counts as the customer's first.",
  "On each day on which one of its contracts ends, a customer decides once: it stays while any contract counts.",
];

/** @param decisions by number of the renewal, the first entry everybody's first */
export const renewingModel = (
  subject: Subject,
  decisions: readonly RenewalDecisions[],
  holdout: Holdout | null,
): NewModel<"SHIFTED_BETA_GEOMETRIC"> => ({
  ...outcome("SHIFTED_BETA_GEOMETRIC", subject, fitShiftedBetaGeometric(decisions), RENEWING),
  ...{ customers: decisions[0] ? decisions[0].renewed + decisions[0].lost : 0, currency: null, holdout },
});

/** What was decided at the first, second, … renewal, of one segment or of all together. */
export function decisionsByNumber(
  rows: readonly (RenewalDecisions & { /** of the renewal */ readonly number: number })[],
): RenewalDecisions[] {
  const last = rows.reduce((most, { number }) => Math.max(most, number), 0);
  const decisions = Array.from({ length: last }, () => ({ renewed: 0, lost: 0 }));
  for (const { number, renewed, lost } of rows) {
    const at = decisions[number - 1]!;
    at.renewed += renewed;
    at.lost += lost;
  }
  return decisions;
}

type Outcome<Kind extends ModelKind> = Omit<NewModel<Kind>, "customers" | "currency" | "holdout">;

function outcome<Kind extends ModelKind>(
  kind: Kind,
  subject: Subject,
  fit: Fit<ModelsByKind[Kind]>,
  assumed: readonly string[],
): Outcome<Kind> {
  if (fit.status !== "FITTED") return { kind, ...subject, ...fit, parameters: null, logLikelihood: null, assumed };
  const { status, parameters, logLikelihood, atEdge } = fit;
  const alike = `Customers cannot be told apart by ${atEdge.join(" and ")}: the model stands at the edge of its kind, where forecasts no longer move.`;
  const told = atEdge.length === 0 ? assumed : [...assumed, alike];
  return { kind, ...subject, status, parameters, logLikelihood, reason: null, assumed: told };
}
