import { versionRecord } from "../../platform/versions/version.record";
import { AttributionPolicyEntity } from "./policy.entity";

export const attributionPolicyRecord = versionRecord({
  type: "AttributionPolicy",
  entity: AttributionPolicyEntity,
  terms: ["rule", "minimumDays", "inheritedGraceDays", "excusedReasons", "removalNeedsReason"],
});
