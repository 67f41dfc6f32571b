import type { Day } from "../../../kernel/calendar";
import type { LossReason } from "../../../records/contracts/calc/loss-reason";

/** Whose a customer is in a period, and for how much of it. */
export type AttributionRule = "AT_OPENING" | "AT_CLOSING" | "TIME_WEIGHTED";

/** How a company gives customers to books, from a day on. Versions never change: a new one takes over. */
export interface AttributionPolicy {
  /** 1, 2, … */
  readonly version: number;
  readonly effectiveFrom: Day;
  readonly rule: AttributionRule;
  /** held for fewer days in the period, a customer is the house's; 0: never */
  readonly minimumDays: number;
  /**
   * A customer taken over unmanaged (nobody in the role for 90 days) or as an approved rescue, and lost within so many
   * days, does not count; 0: it always does.
   */
  readonly inheritedGraceDays: number;
  /** a loss for one of these does not count where somebody approved that; none: every loss counts */
  readonly excusedReasons: readonly LossReason[];
  /**
   * Whether a rep keeps a customer that leaves its book after the period's first month until somebody says why; where the
   * day before the period decides, nothing that comes later does.
   */
  readonly removalNeedsReason: boolean;
}
