import type { Day } from "../../../src/kernel/calendar";
import type { AttributionPolicy } from "../../../src/retention/credit/calc/attribution-policy";

/** The published defaults, written by hand: the domain's §3.1. */
export const PUBLISHED: AttributionPolicy = {
  version: 1,
  effectiveFrom: "0001-01-01" as Day,
  rule: "AT_OPENING",
  minimumDays: 0,
  inheritedGraceDays: 0,
  excusedReasons: [],
  removalNeedsReason: false,
};
