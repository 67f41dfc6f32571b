import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesFactOfCustomer } from "../policy";
import { IssueEntity } from "./issue.entity";

export const issueRecord: RecordMap = {
  type: "ServiceIssue",
  entity: IssueEntity,
  sees: seesFactOfCustomer,
  disclosure: { NOTE: ["summary"] },
  orders: { OPENED_AT: "openedAt" },
  defaultDirection: "DESC",
  filters: {
    open: { type: "boolean", sql: (issue, value) => `(${issue}.resolved_at is null) = ${value}` },
    from: { type: "timestamptz", sql: (issue, value) => `${issue}.opened_at >= ${value}` },
    before: { type: "timestamptz", sql: (issue, value) => `${issue}.opened_at < ${value}` },
  },
};

export const customerIssues: RecordExtension = {
  extend: "Customer",
  relations: {
    issues: ownFacts.connection("ServiceIssue", (issue, customer) => `${issue}.customer_id = ${customer}.id`),
  },
};
