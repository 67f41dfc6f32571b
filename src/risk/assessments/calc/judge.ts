import type { RiskBand, RiskModel } from "../../models/calc/risk-model";
import { type Assessment, assessmentOf, bandOf, type Heard } from "./assessment";

/** What somebody said of a customer's risk in place of the signals: a score, or a band. */
export interface Override {
  /** the key of its record */
  readonly id: string;
  readonly score: number | null;
  readonly band: RiskBand | null;
}

/** An assessment, with what it would be without what people said. */
export interface Judged extends Assessment {
  /** what took the place of the signals; null: nothing did */
  readonly overrideId: string | null;
  /** by the signals alone; null where nothing overrides them */
  readonly scoreWithout: number | null;
  readonly bandWithout: RiskBand | null;
  /** whose review is among the signals, or still holds the band; null: nobody's */
  readonly reviewerId: string | null;
  /** by the other signals alone; null where there is no reviewer */
  readonly bandWithoutReview: RiskBand | null;
}

/** What is held against it: the last assessment before. */
export type Before = Pick<Judged, "score" | "band" | "bandWithout" | "reviewerId" | "bandWithoutReview">;

/** What is said of it, beside its signals. */
interface Said {
  readonly before: Before | null;
  readonly override: Override | null;
  /** who filed the review that speaks among the signals; null when none does */
  readonly reviewerId: string | null;
}

type JudgedBy = Pick<RiskModel, "thresholds" | "hysteresis" | "minimumCoverage">;

/**
 * How at risk a customer is: by its signals, unless somebody said otherwise.
 *
 * An override says the score, and by the thresholds its band; or the band, and the score stays. Hysteresis follows what
 * would be without: neither an override nor a review that is gone holds a band that the other signals never reached.
 *
 * @returns null when too few signals have data, whatever was said: there is nothing to override
 */
export function judge(heard: readonly Heard[], model: JudgedBy, said: Said): Judged | null {
  const { before, override } = said;
  const own = assessmentOf(heard, model, before && (before.bandWithout ?? before.band));
  if (own === null) return null;
  const review = reviewOf(heard, model, said, own.band);
  if (override === null) return { ...own, ...NOT_OVERRIDDEN, ...review };
  const score = override.score ?? own.score;
  const band = override.band ?? bandOf(score, model.thresholds, 0, null);
  return { ...own, score, band, overrideId: override.id, scoreWithout: own.score, bandWithout: own.band, ...review };
}

/** Whose review it is that the signals' band may rest on. One that is gone is forgotten once it makes no difference. */
function reviewOf(
  heard: readonly Heard[],
  model: JudgedBy,
  { before, reviewerId: speaking }: Said,
  band: RiskBand,
): Pick<Judged, "reviewerId" | "bandWithoutReview"> {
  const reviewerId = speaking ?? before?.reviewerId ?? null;
  if (reviewerId === null) return NOT_REVIEWED;
  const others = heard.filter(({ code }) => code !== "DIAGNOSIS");
  const held = before && (before.bandWithoutReview ?? before.bandWithout ?? before.band);
  const bandWithoutReview = assessmentOf(others, model, held)?.band ?? "HEALTHY";
  return speaking === null && bandWithoutReview === band ? NOT_REVIEWED : { reviewerId, bandWithoutReview };
}

const NOT_OVERRIDDEN = { overrideId: null, scoreWithout: null, bandWithout: null };
const NOT_REVIEWED = { reviewerId: null, bandWithoutReview: null };
