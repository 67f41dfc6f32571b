import { versionPublisher } from "../../platform/versions/publish-version";
import { AttributionPolicyEntity } from "./policy.entity";
import type { AttributionPolicyPublishInput } from "./policy.inputs";

export const publishPolicy = versionPublisher<AttributionPolicyEntity, AttributionPolicyPublishInput>({
  ...{ action: "attributionPolicyPublish", record: "attributionPolicy", word: "policy" },
  entity: AttributionPolicyEntity,
});
