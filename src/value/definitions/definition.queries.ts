import { type Published, versionsOf } from "../../platform/versions/version.queries";
import type { RetentionDefinition } from "./calc/retention-definition";

export type PublishedDefinition = Published<RetentionDefinition>;

/** What retained means: on a day, and by the key of a version. */
export const { on: definitionOn, of: definitionOf } = versionsOf<RetentionDefinition>(
  "retention_definition",
  `'graceDays', v.grace_days, 'comparison', v.comparison,
   'lapse', json_build_object('timesUsualGap', v.lapse_times_usual_gap, 'fewestPurchases', v.lapse_fewest_purchases,
     'lapseDays', v.lapse_days),
   'thankedWithinDays', v.thanked_within_days, 'touchCadenceDays', v.touch_cadence_days,
   'touchCadenceBySegment', v.touch_cadence_by_segment, 'lifetimeYears', v.lifetime_years,
   'discountRate', v.discount_rate, 'currency', v.currency`,
);
