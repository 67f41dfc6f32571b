import type { SignalCode } from "../../signals/calc/signal-code";

/**
 * The weights of the risk model's first version, 0…1: how far a signal at its worst raises the score by itself. Judgement
 * until the company's own history says better: silence and a renewal that nobody talks about come close to a loss, what a
 * customer says comes before what it pays, and costs only colour the picture.
 *
 * Weights learnt from a company's history, by a logistic regression held back towards these, were tried on nine simulated
 * companies. The score ranked customers a little better (a mean AUC of .79 for .78), and drivers the true causes no better: what
 * history says of a rare sign is mostly chance. What is learnt goes into the probability, which counts customers, not signs.
 */
export const PUBLISHED_WEIGHTS: Readonly<Record<SignalCode, number>> = {
  PURCHASE_RHYTHM: 0.8,
  SPEND_TREND: 0.4,
  PRODUCT_BREADTH: 0.25,
  ATTENTION_GAP: 0.3,
  CHAMPION_LEFT: 0.4,
  SINGLE_THREADED: 0.15,
  HANDOVERS: 0.25,
  SENTIMENT_TREND: 0.3,
  OPEN_COMPLAINTS: 0.45,
  SLOW_ANSWERS: 0.2,
  EXPECTATIONS_MISSED: 0.3,
  TECHNOLOGY_FAILURES: 0.35,
  STAFFING_PROBLEMS: 0.2,
  UNASSIGNED_ROLES: 0.15,
  REP_LEAVING: 0.25,
  RENEWAL_WITHOUT_TALKS: 0.6,
  LAST_RENEWAL: 0.25,
  MARGIN_EROSION: 0.15,
  COST_TO_SERVE: 0.1,
  DISCOUNT_DEPENDENCE: 0.15,
  NPS: 0.3,
  CSAT: 0.3,
  SILENT_VOICE: 0.1,
  COMPETITOR_MENTIONED: 0.45,
  DIAGNOSIS: 0.5,
};
