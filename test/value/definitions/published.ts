import type { Day } from "../../../src/kernel/calendar";
import type { RetentionDefinition } from "../../../src/value/definitions/calc/retention-definition";

/** The published defaults, written by hand: the domain's §2. */
export const PUBLISHED: RetentionDefinition = {
  version: 1,
  effectiveFrom: "0001-01-01" as Day,
  graceDays: 30,
  comparison: "PRECEDING",
  lapse: { timesUsualGap: 3, fewestPurchases: 4, lapseDays: 365 },
  thankedWithinDays: 14,
  touchCadenceDays: 90,
  touchCadenceBySegment: {},
  lifetimeYears: 5,
  discountRate: 0.1,
  currency: null,
};
