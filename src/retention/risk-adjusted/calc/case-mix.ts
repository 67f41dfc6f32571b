import { invariant } from "../../../kernel/invariant";
import { logistic, logisticRegression, type LogisticRegression, logitOf } from "../../../kernel/logistic-regression";

/**
 * What is known of a customer on the day before a period and no rep can influence. Nothing that neglect leaves its
 * marks on – contacts, complaints, answers – has a place here: it would excuse the neglect.
 */
export interface CaseMix {
  readonly relationship: "CONTRACT" | "REPEAT_PURCHASE";
  readonly segment: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  /** annual value in the major unit of the company's one currency: a feature, nobody is paid by it */
  readonly size: number;
  /** days since the customer was won; null when that is not known */
  readonly tenureDays: number | null;
  /** purchases so far; of a customer under contract, its terms */
  readonly purchases: number;
}

export interface CaseMixOutcome {
  readonly caseMix: CaseMix;
  readonly lost: boolean;
}

/** How likely a customer was to be lost in the period that is judged, and whether it was. */
export interface Outlook {
  readonly probability: number;
  readonly lost: boolean;
}

/** Fewer losses teach nothing (domain §4, *Probability*). */
export const FEWEST_LOSSES = 50;
/** A value that fewer rows have is too rare to have an effect of its own: it stands with the average. */
const FEWEST_ROWS = 30;
/** As if ten more losses had shown no effect of each feature. */
const RIDGE = 10;

const CATEGORIES = ["segment", "industry", "region"] as const;

export type CaseMixModel =
  | { readonly kind: "CASE_MIX"; readonly columns: Columns; readonly regression: LogisticRegression }
  /** every customer at the company's one rate */
  | { readonly kind: "ONE_RATE"; readonly why: "TOO_FEW_OUTCOMES" | "ONE_OUTCOME" | "NOT_CONVERGED" };

/** How a case mix is laid out as numbers. */
export interface Columns {
  /** the column of each value that is frequent enough */
  readonly places: { readonly [C in (typeof CATEGORIES)[number]]: ReadonlyMap<string, number> };
  readonly width: number;
  /** what an unknown tenure is taken for: the mean logarithm of the known ones */
  readonly usualTenure: number;
}

/**
 * The probability of losing a customer within a period of one length, by what its rep cannot influence: a ridge
 * logistic regression over spans of exactly that length before it.
 *
 * @param outcomes one per customer and span
 */
export function fitCaseMix(outcomes: readonly CaseMixOutcome[]): CaseMixModel {
  const lost = outcomes.map((outcome) => outcome.lost);
  if (lost.filter(Boolean).length < FEWEST_LOSSES) return { kind: "ONE_RATE", why: "TOO_FEW_OUTCOMES" };
  const columns = columnsOf(outcomes.map(({ caseMix }) => caseMix));
  const rows = outcomes.map(({ caseMix }) => layOut(caseMix, columns));
  const result = logisticRegression(rows, lost, { ridge: RIDGE });
  if (result.kind === "FITTED") return { kind: "CASE_MIX", columns, regression: result.regression };
  invariant(result.reason !== "SINGULAR", "a ridge leaves no singular system");
  return { kind: "ONE_RATE", why: result.reason };
}

function columnsOf(mixes: readonly CaseMix[]): Columns {
  let width = 5;
  const places = (category: (typeof CATEGORIES)[number]): Map<string, number> => {
    const rows = new Map<string, number>();
    for (const { [category]: value } of mixes) if (value !== null) rows.set(value, (rows.get(value) ?? 0) + 1);
    const frequent = [...rows].flatMap(([value, count]) => (count >= FEWEST_ROWS ? [value] : []));
    return new Map(frequent.sort().map((value) => [value, width++]));
  };
  const [segment, industry, region] = [places("segment"), places("industry"), places("region")];
  const tenures = mixes.flatMap(({ tenureDays }) => (tenureDays === null ? [] : [tenure(tenureDays)]));
  const usualTenure = tenures.length === 0 ? 0 : tenures.reduce((sum, days) => sum + days, 0) / tenures.length;
  return { places: { segment, industry, region }, width, usualTenure };
}

const tenure = (days: number): number => Math.log1p(Math.max(days, 0));

/** Every value has a column and none is the yardstick: the ridge settles what the columns share, whatever their order. */
function layOut(mix: CaseMix, { places, width, usualTenure }: Columns): Float64Array {
  const row = new Float64Array(width);
  const contract = mix.relationship === "CONTRACT";
  row[0] = Number(contract);
  row[1] = Math.log1p(mix.size);
  row[2] = mix.tenureDays === null ? usualTenure : tenure(mix.tenureDays);
  row[contract ? 3 : 4] = Math.log1p(mix.purchases);
  for (const category of CATEGORIES) {
    const value = mix[category];
    const place = value === null ? undefined : places[category].get(value);
    if (place !== undefined) row[place] = 1;
  }
  return row;
}

/** The log odds of a loss, up to the company's shift. */
export const lossLogit = (model: CaseMixModel, mix: CaseMix): number =>
  model.kind === "ONE_RATE" ? 0 : logitOf(model.regression, layOut(mix, model.columns));

/**
 * Probabilities that expect exactly as many losses of the company as there were: one shift of all log odds,
 *
 *     pᵢ = logistic(logitᵢ + s)   with s so that Σ p = losses
 *
 * so that a good or bad year of the whole company is nobody's merit or fault. When no customer or every one was lost
 * there is no finite shift, and each p is its limit, 0 or 1.
 *
 * @param losses of these customers, whole
 */
export function expectingExactly(losses: number, logits: readonly number[]): Float64Array {
  invariant(losses >= 0 && losses <= logits.length, `${losses} losses of ${logits.length} customers`);
  if (losses === 0 || losses === logits.length) return new Float64Array(logits.length).fill(losses === 0 ? 0 : 1);
  const shift = shiftTo(losses, Float64Array.from(logits).sort());
  return Float64Array.from(logits, (logit) => logistic(logit + shift));
}

/** Newton's method inside a bracket that every step narrows, halving it where a step would leave it. */
function shiftTo(losses: number, rising: Float64Array): number {
  const centre = Math.log(losses / (rising.length - losses));
  let [low, high] = [centre - rising.at(-1)!, centre - rising[0]!];
  for (let shift = (low + high) / 2; ;) {
    let [expected, slope] = [0, 0];
    for (const logit of rising) {
      const p = logistic(logit + shift);
      expected += p;
      slope += p * (1 - p);
    }
    if (Math.abs(expected - losses) < ENOUGH) return shift;
    if (expected < losses) low = shift;
    else high = shift;
    const step = shift + (losses - expected) / slope;
    const next = step > low && step < high ? step : (low + high) / 2;
    if (next <= low || next >= high) return shift;
    shift = next;
  }
}

/** Losses by which the expectation may miss: nothing that is shown. */
const ENOUGH = 1e-11;
