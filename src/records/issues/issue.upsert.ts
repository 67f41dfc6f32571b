import type { UpsertSpec } from "../../platform/upsert/spec";
import { IssueInput } from "./issue.inputs";

export const issueUpsert: UpsertSpec = {
  record: "issue",
  input: IssueInput,
  table: "issue",
  references: { customer: "customer" },
  constraints: { issue_resolved_at_check: { field: "resolvedAt", message: "comes before openedAt" } },
};
