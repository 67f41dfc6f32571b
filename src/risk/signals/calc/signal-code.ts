/** The dimensions of a diagnosis: what an aspect of a customer belongs to. Source: domain §4. */
export type RiskDimension =
  "RESULTS" | "RELATIONSHIP" | "SERVICE" | "TECHNOLOGY" | "PEOPLE" | "CONTRACT" | "COST" | "VOICE" | "REVIEW";

/** The aspects that are looked at, in the order of their dimensions. */
export type SignalCode =
  | "PURCHASE_RHYTHM"
  | "SPEND_TREND"
  | "PRODUCT_BREADTH"
  | "ATTENTION_GAP"
  | "CHAMPION_LEFT"
  | "SINGLE_THREADED"
  | "HANDOVERS"
  | "SENTIMENT_TREND"
  | "OPEN_COMPLAINTS"
  | "SLOW_ANSWERS"
  | "EXPECTATIONS_MISSED"
  | "TECHNOLOGY_FAILURES"
  | "STAFFING_PROBLEMS"
  | "UNASSIGNED_ROLES"
  | "REP_LEAVING"
  | "RENEWAL_WITHOUT_TALKS"
  | "LAST_RENEWAL"
  | "MARGIN_EROSION"
  | "COST_TO_SERVE"
  | "DISCOUNT_DEPENDENCE"
  | "NPS"
  | "CSAT"
  | "SILENT_VOICE"
  | "COMPETITOR_MENTIONED"
  | "DIAGNOSIS";
