import { businessMutation } from "../../platform/mutation/business-mutation";
import { versionList } from "../../platform/versions/version-list";
import { mayDefine } from "../policy";
import { RetentionDefinitionPublishInput } from "./definition.inputs";
import { publishDefinition } from "./definition.service";
import { RetentionDefinitionType } from "./definition.type";

export const RetentionDefinitionResolver = versionList({
  name: "retentionDefinitions",
  description: "Every version of what retained means here.",
  words: "retention definitions",
  type: RetentionDefinitionType,
  typeName: "RetentionDefinition",
});

export const RetentionDefinitionPublish = businessMutation({
  name: "retentionDefinitionPublish",
  description: "Says anew what retained means, from a day on. Versions before it stay readable. Administrators.",
  input: RetentionDefinitionPublishInput,
  subject: { field: "definition", type: RetentionDefinitionType, typeName: "RetentionDefinition" },
  may: mayDefine,
  act: publishDefinition,
});
