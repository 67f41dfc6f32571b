import type { EntityManager } from "typeorm";
import { addDays, type Day } from "../../kernel/calendar";
import type { UserError } from "../../platform/graphql/user-error.type";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, objection, refuse } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import { nodeKey } from "../../platform/plan/node-id";
import { BookApprovalEntity } from "../../records/account-teams/book-approval.entity";
import type { RepEntity } from "../../records/reps/rep.entity";
import { repRecord } from "../../records/reps/rep.record";
import type { BookApproveInput } from "./book-approval.inputs";
import type { BookApprovalKind } from "./book-approval.type";
import { lostExcusably, timesHeld } from "./book-approvals.queries";
import { RESCUE_DAYS } from "./calc/exclusion";
import { type Held, heldSince } from "./calc/held-since";

const writes = {
  action: "bookApprove",
  entity: BookApprovalEntity,
  spec: {
    record: "bookApproval",
    table: "book_approval",
    constraints: { book_approval_once_key: { field: "kind", message: "was recorded for that day already" } },
  },
};

/**
 * Records a decision about whose book a customer counts in. Who decides sees the rep and is not the rep; the customer need
 * not be seen any more: whoever lost it served it once.
 */
export async function approveBook(
  tx: EntityManager,
  actor: Actor,
  { rep: repId, customer, role, kind, reason }: BookApproveInput,
): Promise<Outcome> {
  const rep = await lockNamed<RepEntity>(tx, actor, repRecord, "rep", repId);
  if (!rep) return notFound("rep");
  if (rep.id === actor.viewer.repId) return refuse("CONFLICT", "rep", "is yourself: ask whoever leads you");
  const customerId = nodeKey(customer, "Customer", "input.customer");
  const held = await timesHeld(tx, rep.id, customerId, role);
  if (held.length === 0) {
    return refuse(
      "NOT_FOUND",
      "customer",
      `was never served by the rep as ${role}; read both from the customer's team`,
    );
  }
  const decided = await DECIDED_ON[kind](tx, held, customerId, actor.today);
  if (typeof decided !== "string") return unchanged(decided);
  const approval = { customerId, repId: rep.id, role, kind, onDay: decided, reason };
  return add(tx, { ...writes, actor }, { ...approval, approvedBy: actor.viewer.principal });
}

type Decide = (tx: EntityManager, held: readonly Held[], customer: string, today: Day) => Promise<Day | UserError>;

/** The day that each decision counts from, or what stands against it. */
const DECIDED_ON: Readonly<Record<BookApprovalKind, Decide>> = {
  async RESCUE(_tx, held, _customer, today) {
    const since = heldSince(held, today);
    if (since === null) return objection("CONFLICT", "customer", "is not served by the rep today: nothing is rescued");
    if (today <= addDays(since, RESCUE_DAYS)) return today;
    const latest = addDays(since, RESCUE_DAYS);
    return objection("CONFLICT", "kind", `RESCUE had to be recorded by ${latest}: the rep took over on ${since}`);
  },
  async EXCUSED_LOSS(tx, _held, customer, today) {
    if (await lostExcusably(tx, customer, today)) return today;
    return objection("CONFLICT", "kind", "EXCUSED_LOSS needs a loss for a reason that the attribution policy excuses");
  },
  async REMOVAL(_tx, held) {
    const left = held.at(-1)!.endsOn;
    return left ?? objection("CONFLICT", "customer", "is still the rep's: reassign it, or end the assignment, first");
  },
};
