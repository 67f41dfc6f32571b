import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayServe } from "../policy";
import { IssueOpenInput, IssueResolveInput } from "./issue.inputs";
import { openIssue, resolveIssue } from "./issue.service";
import { ServiceIssueType } from "./issue.type";

const subject = { field: "issue", type: ServiceIssueType, typeName: "ServiceIssue" };

export const IssueOpenResolver = businessMutation({
  name: "issueOpen",
  description: "Records that something has gone wrong at a customer. Reps, leaders and administrators.",
  input: IssueOpenInput,
  subject,
  may: mayServe,
  act: openIssue,
});

export const IssueResolveResolver = businessMutation({
  name: "issueResolve",
  description: "Records that an issue has been put right. Reps, leaders and administrators.",
  input: IssueResolveInput,
  subject,
  may: mayServe,
  act: resolveIssue,
});
