import type { Day } from "../../../kernel/calendar";
import type { RiskDimension } from "../../signals/calc/signal-code";

/** What a reviewer is asked. The answer is 0 (nothing is wrong) to 4 (the customer may leave over it). */
export interface Question {
  /** the same through all versions of the template */
  readonly code: string;
  readonly dimension: RiskDimension;
  readonly text: string;
  /** above 0: how much it counts among the others */
  readonly weight: number;
}

/** How a segment's review differs: questions that are left out of it, and questions that only it has. */
export interface SegmentQuestions {
  readonly without: readonly string[];
  readonly questions: readonly Question[];
}

/** What is asked in a review, from a day on. Versions never change: a new one takes over. */
export interface DiagnosisTemplate {
  /** 1, 2, … */
  readonly version: number;
  readonly effectiveFrom: Day;
  /** external id of the course that trains the method: who has not completed it files none */
  readonly course: string;
  /** for so many days, its own included, a review speaks; then it is too old to say anything */
  readonly holdsDays: number;
  readonly questions: readonly Question[];
  readonly bySegment: Readonly<Record<string, SegmentQuestions>>;
}

/** What is asked of customers of a segment: tapered to it. */
export function questionsFor(
  { questions, bySegment }: Pick<DiagnosisTemplate, "questions" | "bySegment">,
  segment: string | null,
): Question[] {
  // A segment may be called "constructor": what an object inherits is no setting.
  const own = segment !== null && Object.hasOwn(bySegment, segment) ? bySegment[segment]! : null;
  if (own === null) return [...questions];
  return [...questions.filter(({ code }) => !own.without.includes(code)), ...own.questions];
}
