import { type Published, versionsOf } from "../../platform/versions/version.queries";
import type { AttributionPolicy } from "./calc/attribution-policy";

export type PublishedPolicy = Published<AttributionPolicy>;

/** Whose customers are: on a day, and by the key of a version. */
export const { on: attributionPolicyOn, of: attributionPolicyOf } = versionsOf<AttributionPolicy>(
  "attribution_policy",
  `'rule', v.rule, 'minimumDays', v.minimum_days, 'inheritedGraceDays', v.inherited_grace_days,
   'excusedReasons', v.excused_reasons, 'removalNeedsReason', v.removal_needs_reason`,
);
