import { businessMutation } from "../../platform/mutation/business-mutation";
import { versionList } from "../../platform/versions/version-list";
import { mayAttribute } from "../policy";
import { AttributionPolicyPublishInput } from "./policy.inputs";
import { publishPolicy } from "./policy.service";
import { AttributionPolicyType } from "./policy.type";

export const AttributionPolicyResolver = versionList({
  name: "attributionPolicies",
  description: "Every version of how customers are given to books.",
  words: "attribution policies",
  type: AttributionPolicyType,
  typeName: "AttributionPolicy",
});

export const AttributionPolicyPublish = businessMutation({
  name: "attributionPolicyPublish",
  description: "Says anew whose customers are, from a day on. Versions before it stay readable. Administrators.",
  input: AttributionPolicyPublishInput,
  subject: { field: "policy", type: AttributionPolicyType, typeName: "AttributionPolicy" },
  may: mayAttribute,
  act: publishPolicy,
});
