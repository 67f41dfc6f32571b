import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { record } from "../../platform/audit/audit";
import type { UserError } from "../../platform/graphql/user-error.type";
import { type Actor, changed, unchanged, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, objection, staleVersion } from "../../platform/mutation/objection";
import type { CustomerEntity } from "../customers/customer.entity";
import { customerRecord } from "../customers/customer.record";
import type { RepEntity } from "../reps/rep.entity";
import { repRecord } from "../reps/rep.record";
import { AssignmentEntity } from "./assignment.entity";
import type { CustomerReassignInput } from "./assignment.inputs";
import { assignmentsFrom } from "./assignment.queries";
import { BookApprovalEntity } from "./book-approval.entity";

/** Moves a role of a customer to another rep from a day on. What is already credited stays credited. */
export async function reassignCustomer(
  tx: EntityManager,
  actor: Actor,
  input: CustomerReassignInput,
): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", input.customer);
  const to = await lockNamed<RepEntity>(tx, actor, repRecord, "to", input.to);
  if (!customer) return notFound("customer");
  if (!to) return notFound("to", "rep");
  const current = await assignmentsFrom(tx, customer.id, input.role, input.startsOn);
  const found = objectTo(input, customer, to, current);
  if (found) return unchanged(found);
  await handOver(tx, customer, to, current, input);
  await explainRemoval(tx, actor, customer, to, current, input);
  await record(tx, {
    viewer: actor.viewer,
    action: "customerReassign",
    subject: { type: "customer", id: customer.id },
    before: {
      version: customer.version,
      assignments: current.map(({ id, repId, share, endsOn }) => ({ id, repId, share, endsOn })),
    },
    after: {
      version: customer.version + 1,
      role: input.role,
      repId: to.id,
      startsOn: input.startsOn,
      reason: input.reason,
    },
  });
  return changed(customer.id);
}

function objectTo(
  { version, startsOn, role }: CustomerReassignInput,
  customer: CustomerEntity,
  to: RepEntity,
  current: readonly AssignmentEntity[],
): UserError | null {
  const stale = staleVersion(version, customer.version, "customer");
  if (stale) return stale;
  if ((to.hiredOn && startsOn < to.hiredOn) || (to.leftOn && startsOn >= to.leftOn)) {
    return objection("CONFLICT", "to", `is not employed on ${startsOn}; choose another rep or day`);
  }
  const later = current.find((assignment) => assignment.startsOn >= startsOn);
  if (later) {
    return objection(
      "CONFLICT",
      "startsOn",
      `is ${startsOn}, but ${role} changes hands on ${later.startsOn} already: choose a later day`,
    );
  }
  const [only, ...others] = current;
  if (only?.repId === to.id && others.length === 0 && only.share === 10_000) {
    return objection("CONFLICT", "to", `serves the customer as ${role} already`);
  }
  return null;
}

async function handOver(
  tx: EntityManager,
  customer: CustomerEntity,
  to: RepEntity,
  current: readonly AssignmentEntity[],
  { role, startsOn }: CustomerReassignInput,
): Promise<void> {
  for (const { id, version } of current)
    await tx.update(AssignmentEntity, { id }, { endsOn: startsOn, version: version + 1 });
  const given = { customerId: customer.id, repId: to.id, role, share: 10_000, origin: "GIVEN", startsOn };
  await tx.insert(AssignmentEntity, { ...given, externalId: `reassigned-${randomUUID()}` });
  await tx.increment(customerRecord.entity, { id: customer.id }, "version", 1);
}

/** Keeps why each rep loses the customer: credit that follows books asks for it. What was said of a day already stands. */
async function explainRemoval(
  tx: EntityManager,
  { viewer }: Actor,
  { id: customerId }: CustomerEntity,
  to: RepEntity,
  current: readonly AssignmentEntity[],
  { role, startsOn: onDay, reason }: CustomerReassignInput,
): Promise<void> {
  const losing = [...new Set(current.map(({ repId }) => repId))].filter((repId) => repId !== to.id);
  const removal = { customerId, role, kind: "REMOVAL", onDay, reason, approvedBy: viewer.principal };
  const rows = losing.map((repId) => ({ ...removal, repId, externalId: `removed-${randomUUID()}` }));
  await tx.createQueryBuilder().insert().into(BookApprovalEntity).values(rows).orIgnore().updateEntity(false).execute();
}
