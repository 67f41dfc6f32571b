import type { Weighted } from "../random";

export const CAUSE_NAMES = ["NEGLECT", "FAILURE", "PRICE", "CHAMPION_LOSS", "REP_CHANGE", "UNOBSERVED"] as const;
export type CauseName = (typeof CAUSE_NAMES)[number];
/** Log-odds that a cause adds at degree 1. */
export type Strengths = Readonly<Record<CauseName, number>>;

export type LossReason =
  "PRICE" | "COMPETITOR" | "SERVICE" | "PRODUCT" | "RELATIONSHIP" | "BUSINESS_CHANGE" | "NON_PAYMENT" | "OTHER";

/** What makes customers leave, and how strongly: the ground truth that a diagnosis has to find. */
export const STRENGTHS: Strengths = {
  NEGLECT: 2.4,
  FAILURE: 2.4,
  PRICE: 2.0,
  CHAMPION_LOSS: 1.7,
  REP_CHANGE: 1.2,
  UNOBSERVED: 0.4,
};

/**
 * Minds are made up before they are spoken: a decision in a step of 30 days rests on how things stood at the end of the
 * day before the step two earlier (domain.md §4, lead time). A forecast for 90 days therefore knows its causes.
 */
export const LAG_STEPS = 2;

/** What a customer says when it leaves for this cause; BASELINE stands for nobody's fault. */
export const LOSS_REASONS: Readonly<Record<CauseName | "BASELINE", Weighted<LossReason>>> = {
  NEGLECT: [
    ["RELATIONSHIP", 7],
    ["COMPETITOR", 2],
    ["OTHER", 1],
  ],
  FAILURE: [
    ["SERVICE", 7],
    ["PRODUCT", 3],
  ],
  PRICE: [
    ["PRICE", 6],
    ["COMPETITOR", 4],
  ],
  CHAMPION_LOSS: [
    ["RELATIONSHIP", 6],
    ["BUSINESS_CHANGE", 2],
    ["COMPETITOR", 2],
  ],
  REP_CHANGE: [
    ["RELATIONSHIP", 8],
    ["OTHER", 2],
  ],
  UNOBSERVED: [
    ["BUSINESS_CHANGE", 8],
    ["NON_PAYMENT", 2],
  ],
  BASELINE: [
    ["BUSINESS_CHANGE", 3],
    ["PRODUCT", 2],
    ["COMPETITOR", 2],
    ["OTHER", 3],
  ],
};
