import { minor, type Minor } from "../../../kernel/money";

/**
 * The published mapping from score to probability of loss within the model's horizon, 0…1: a score of 100 is certain. It
 * ranks, and is not calibrated: only the company's own history can say how often customers of a score leave.
 */
export const publishedProbability = (score: number): number => score / 100;

/** annual value × probability, rounded half away from zero; the probability counts in millionths. */
export function valueAtRisk(annualValue: Minor, probability: number): Minor {
  const parts = annualValue * BigInt(Math.round(probability * 1_000_000));
  const half = parts < 0n ? -500_000n : 500_000n;
  return minor((parts + half) / 1_000_000n);
}
