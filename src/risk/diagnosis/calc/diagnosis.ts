import type { RiskDimension } from "../../signals/calc/signal-code";
import type { Question } from "./diagnosis-template";

/** 0 says that nothing is wrong; this, that the customer may leave over it. */
export const WORST_ANSWER = 4;

/** A question with its answer, 0…4; null: it was not answered. */
export interface Answered extends Question {
  readonly answer: number | null;
}

/** What a review found in a dimension. */
export interface DimensionScore {
  readonly dimension: RiskDimension;
  /** 0…100, 100 being most at risk; null when nothing of it was answered */
  readonly score: number | null;
  readonly answered: number;
  readonly asked: number;
}

export interface DiagnosisResult {
  /** 0…100, 100 being most at risk; null when nothing was answered */
  readonly score: number | null;
  /** those that were asked about, in the order of the questions */
  readonly dimensions: readonly DimensionScore[];
  /** the highest score of a dimension above 0, of several the first; null when nothing is wrong */
  readonly worst: { readonly dimension: RiskDimension; readonly score: number } | null;
}

/**
 * What a review says of a customer, in each dimension and as a whole.
 *
 *     score = 100 · Σ weight·answer ÷ (4 · Σ weight)     over the questions answered
 *
 * in tenths, half up, so that what is quoted is what is stored. An unanswered question is missing, never zero: it counts
 * neither way. The whole is taken over all questions, not over dimensions: where more is asked, more is weighed. Source:
 * domain §4, *Diagnosis*.
 */
export function diagnosisOf(questions: readonly Answered[]): DiagnosisResult {
  const names = [...new Set(questions.map(({ dimension }) => dimension))];
  const dimensions = names.map((dimension): DimensionScore => {
    const own = questions.filter((one) => one.dimension === dimension);
    const answered = own.filter(({ answer }) => answer !== null).length;
    return { dimension, score: scoreOf(own), answered, asked: own.length };
  });
  const worst = dimensions.reduce<DiagnosisResult["worst"]>(
    (most, { dimension, score }) => ((score ?? 0) > (most?.score ?? 0) ? { dimension, score: score! } : most),
    null,
  );
  return { score: scoreOf(questions), dimensions, worst };
}

function scoreOf(questions: readonly Answered[]): number | null {
  const answered = questions.flatMap(({ weight, answer }) => (answer === null ? [] : [{ weight, answer }]));
  if (answered.length === 0) return null;
  // In the order of the weights, so that the order of the questions makes no difference.
  const sorted = answered.sort((a, b) => a.weight - b.weight || a.answer - b.answer);
  const whole = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const found = sorted.reduce((sum, { weight, answer }) => sum + weight * answer, 0);
  return Math.round((1_000 * found) / (WORST_ANSWER * whole)) / 10;
}
