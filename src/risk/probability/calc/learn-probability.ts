import { invariant } from "../../../kernel/invariant";
import { logistic, logisticRegression } from "../../../kernel/logistic-regression";
import type { Example, ProbabilityModel, Term } from "./probability-model";

/**
 * Strengths that are tried: the inverse of the variance that coefficients are expected to have. At the first a reading at its worst
 * is expected to change the odds about e-fold, at the last by a third.
 */
const RIDGES = [1, 3, 10] as const;
const FOLDS = 5;

/**
 * The probability of a loss as a ridge logistic regression on readings, learnt from examples of several kinds of customers
 * together: each kind has a base rate of its own, and what a reading says is the same for all that have it. Losses are rare, and
 * so a champion's leaving is learnt from everybody whom a champion left.
 *
 *     logit p = intercept of the kind + Σ coefficient · reading,   coefficients ≥ 0
 *
 * Readings are worded so that more of one is worse, and a reading that history happens to speak well of is left out: so more
 * severity never lowers the probability, as it never lowers the score. They all go from 0 to 1, and are held back on that scale: a
 * rare sign has to prove as much as a frequent one. A missing reading is taken for the mean of the known ones of its kind: it moves
 * nothing. An indicator of its being missing was tried beside it, and coefficients below 0: on later slices of simulated companies
 * both foretold no better and mostly worse.
 *
 * The ridge is the one that foretells best within the examples themselves, those of a customer always in one fold. Source:
 * domain §4, *Probability*.
 *
 * @returns without the kinds of which all or none were lost: there is nothing to tell apart
 */
export function learnTogether<Kind extends string>(
  byKind: ReadonlyMap<Kind, readonly Example[]>,
): ReadonlyMap<Kind, ProbabilityModel> {
  const table = tableOf(byKind);
  return fitted(table, bestRidge(table));
}

/** The same of customers that are all of one kind; null when all or none were lost. */
export const learnProbability = (examples: readonly Example[]): ProbabilityModel | null =>
  learnTogether(new Map([["one", examples]])).get("one") ?? null;

/** Examples as numbers, a column by name. */
interface Table<Kind extends string> {
  readonly kinds: readonly Kind[];
  readonly names: readonly string[];
  /** by kind, the columns that are read of it at all */
  readonly read: readonly (readonly number[])[];
  readonly rows: readonly Row[];
}

interface Row {
  readonly customerId: string;
  /** which of the kinds */
  readonly kind: number;
  readonly values: Float64Array;
  readonly lost: boolean;
}

const MISSING = Number.NaN;

function tableOf<Kind extends string>(byKind: ReadonlyMap<Kind, readonly Example[]>): Table<Kind> {
  const namesOf = (examples: readonly Example[]): ReadonlySet<string> =>
    new Set(examples.flatMap(({ readings }) => Object.keys(readings)));
  const namesByKind = [...byKind.values()].map(namesOf);
  const names = [...new Set(namesByKind.flatMap((own) => [...own]))].sort();
  const read = namesByKind.map((own) => [...names.keys()].filter((column) => own.has(names[column]!)));
  const rows = [...byKind.values()].flatMap((examples, kind) =>
    examples.map(({ customerId, readings, lost }) => ({
      ...{ customerId, kind, lost },
      values: Float64Array.from(names, (name) => readings[name] ?? MISSING),
    })),
  );
  return { kinds: [...byKind.keys()], names, read, rows };
}

type Spread = Pick<Term, "mean" | "deviation"> & { readonly known: number };

/** Of the kinds with both outcomes in the table. */
function fitted<Kind extends string>(table: Table<Kind>, ridge: number): ReadonlyMap<Kind, ProbabilityModel> {
  const { kinds, names, read } = table;
  const rowsOf = kinds.map((_kind, at) => table.rows.filter(({ kind }) => kind === at));
  const learnt = [...kinds.keys()].filter((kind) => haveBoth(rowsOf[kind]!));
  if (learnt.length === 0) return new Map();
  const rows = learnt.flatMap((kind) => rowsOf[kind]!);
  const spreads = rowsOf.map((own) => names.map((_name, column) => spreadOf(own, column)));
  // The intercept is that of the first kind; how far others are from it comes after the readings.
  const offsets = new Map(learnt.slice(1).map((kind, at) => [kind, names.length + at]));
  const result = logisticRegression(
    rows.map((row) => layOut(row, spreads[row.kind]!, offsets)),
    rows.map(({ lost }) => lost),
    { ridge, nonNegative: true, oneScale: true, free: [...offsets.values()] },
  );
  invariant(result.kind === "FITTED", "both outcomes and a ridge make one maximum");
  const { intercept, coefficients } = result.regression;
  const termsOf = (kind: number): Term[] =>
    read[kind]!.map((column) => {
      const { known, mean, deviation } = spreads[kind]![column]!;
      return { name: names[column]!, coefficient: known === 0 ? 0 : coefficients[column]!, mean, deviation };
    });
  return new Map(
    learnt.map((kind) => {
      const offset = offsets.has(kind) ? coefficients[offsets.get(kind)!]! : 0;
      return [kinds[kind]!, { intercept: intercept + offset, ridge, terms: termsOf(kind) }];
    }),
  );
}

/** The readings of a row, with the mean of its kind where one is missing, and which kind it is. */
function layOut({ kind, values }: Row, spreads: readonly Spread[], offsets: ReadonlyMap<number, number>): Float64Array {
  const features = new Float64Array(values.length + offsets.size);
  values.forEach((value, column) => (features[column] = Number.isNaN(value) ? spreads[column]!.mean : value));
  const offset = offsets.get(kind);
  if (offset !== undefined) features[offset] = 1;
  return features;
}

const haveBoth = (rows: readonly Row[]): boolean => rows.some(({ lost }) => lost) && rows.some(({ lost }) => !lost);

/** Of the known values of a column; 0 and 0 where none is. */
function spreadOf(rows: readonly Row[], column: number): Spread {
  const known = rows.map(({ values }) => values[column]!).filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { known: 0, mean: 0, deviation: 0 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return { known: known.length, mean, deviation: Math.sqrt(variance) };
}

/** The strongest of those with the least squared error of probabilities for customers that were left out. */
function bestRidge<Kind extends string>(table: Table<Kind>): number {
  const customers = [...new Set(table.rows.map(({ customerId }) => customerId))].sort();
  const foldOf = new Map(customers.map((customer, index) => [customer, index % FOLDS]));
  const part = (of: (row: Row) => boolean): Table<Kind> => ({ ...table, rows: table.rows.filter(of) });
  const folds = Array.from({ length: FOLDS }, (_, fold) => ({
    known: part(({ customerId }) => foldOf.get(customerId) !== fold),
    left: part(({ customerId }) => foldOf.get(customerId) === fold),
  }));
  const error = (ridge: number): number =>
    folds.reduce((sum, { known, left }) => sum + squaredError(fitted(known, ridge), left), 0);
  return RIDGES.map((ridge) => ({ ridge, error: error(ridge) })).reduce((best, next) =>
    next.error <= best.error ? next : best,
  ).ridge;
}

function squaredError<Kind extends string>(
  models: ReadonlyMap<Kind, ProbabilityModel>,
  { kinds, read, rows }: Table<Kind>,
): number {
  return rows.reduce((sum, { kind, values, lost }) => {
    const model = models.get(kinds[kind]!);
    if (!model) return sum;
    const logit = model.terms.reduce((total, { coefficient, mean }, at) => {
      const value = values[read[kind]![at]!]!;
      return total + coefficient * (Number.isNaN(value) ? mean : value);
    }, model.intercept);
    return sum + (logistic(logit) - Number(lost)) ** 2;
  }, 0);
}
