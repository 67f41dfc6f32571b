import type { EntityManager } from "typeorm";
import { unchanged, type Actor, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import type { CustomerEntity } from "../customers/customer.entity";
import { customerRecord } from "../customers/customer.record";
import { IssueEntity } from "./issue.entity";
import type { IssueOpenInput, IssueResolveInput } from "./issue.inputs";
import { issueRecord } from "./issue.record";
import { issueUpsert } from "./issue.upsert";

const writes = { entity: IssueEntity, spec: issueUpsert };

export async function openIssue(
  tx: EntityManager,
  actor: Actor,
  { customer: id, ...issue }: IssueOpenInput,
): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", id);
  if (!customer) return notFound("customer");
  return add(tx, { ...writes, actor, action: "issueOpen" }, { ...issue, customerId: customer.id });
}

export async function resolveIssue(tx: EntityManager, actor: Actor, input: IssueResolveInput): Promise<Outcome> {
  const issue = await lockNamed<IssueEntity>(tx, actor, issueRecord, "issue", input.issue);
  if (!issue) return notFound("issue");
  const stale = staleVersion(input.version, issue.version, "issue");
  if (stale) return unchanged(stale);
  if (issue.resolvedAt) return refuse("CONFLICT", "issue", "is resolved already");
  return alter(tx, { ...writes, actor, action: "issueResolve" }, issue, { resolvedAt: input.resolvedAt });
}
