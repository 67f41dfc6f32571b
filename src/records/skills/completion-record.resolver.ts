import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayCertify } from "../policy";
import { recordCompletion } from "./completion.service";
import { CompletionRecordInput } from "./skill.inputs";
import { CompletionType } from "./skill.type";

export const CompletionRecordResolver = businessMutation({
  name: "completionRecord",
  description: "Records that a rep completed a course. Leaders for who reports to them, HR and administrators.",
  input: CompletionRecordInput,
  subject: { field: "completion", type: CompletionType, typeName: "Completion" },
  may: mayCertify,
  act: recordCompletion,
});
