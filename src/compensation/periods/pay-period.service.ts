import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import { linesHashOf, unpaidAdjustments } from "../statements/locked-lines.queries";
import { PayPeriodEntity } from "./pay-period.entity";
import type { PayPeriodInput, PayPeriodOpenInput, PayPeriodReturnInput } from "./pay-period.inputs";
import { isUnderWay, lastEnd, recordStep } from "./pay-period.queries";
import { payPeriodRecord } from "./pay-period.record";
import type { PayPeriodStatus } from "./pay-period.type";

export const periodSpec = {
  record: "payPeriod",
  table: "pay_period",
  constraints: {
    pay_period_external_id_key: { field: "externalId", message: "is another period's: choose one that is new" },
    pay_period_ends_on_check: { field: "endsOn", message: "must come after startsOn" },
    pay_period_no_overlap: { field: "startsOn", message: "is in another period: a day is paid once" },
    pay_period_two_people_check: { field: "payPeriod", message: "was submitted by you: somebody else approves it" },
  },
};

const writing = (actor: Actor, action: string) => ({ actor, action, entity: PayPeriodEntity, spec: periodSpec });

/** Periods are opened in order: what is locked later must be able to correct what was locked before. */
export async function openPeriod(tx: EntityManager, actor: Actor, input: PayPeriodOpenInput): Promise<Outcome> {
  const last = await lastEnd(tx);
  if (last !== null && input.startsOn < last) {
    return refuse("CONFLICT", "startsOn", `must not come before ${last}, where the latest period ends`);
  }
  const { externalId, startsOn, endsOn, payOn } = input;
  return add(tx, writing(actor, "payPeriodOpen"), { externalId, startsOn, endsOn, payOn });
}

/** Where a step may be taken from, and what it changes. */
interface Step {
  readonly action: string;
  readonly from: readonly PayPeriodStatus[];
  readonly change: (period: PayPeriodEntity) => Partial<PayPeriodEntity> & { readonly status: PayPeriodStatus };
  /** what else keeps it from being taken */
  readonly unless?: (period: PayPeriodEntity) => Promise<Outcome | null>;
  readonly reason?: string;
}

async function take(tx: EntityManager, actor: Actor, input: PayPeriodInput, step: Step): Promise<Outcome> {
  const period = await lockNamed<PayPeriodEntity>(tx, actor, payPeriodRecord, "payPeriod", input.payPeriod);
  if (!period) return notFound("payPeriod", "period");
  const refused = refusalOf(period, input, step) ?? (await step.unless?.(period));
  if (refused) return refused;
  const change = step.change(period);
  const outcome = await alter(tx, { ...writing(actor, step.action), reason: step.reason }, period, change);
  if (outcome.subjectId !== null) {
    await recordStep(tx, period, change.status, actor.viewer.principal, step.reason ?? null);
  }
  return outcome;
}

function refusalOf(period: PayPeriodEntity, { version }: PayPeriodInput, { from }: Step): Outcome | null {
  const { status } = period;
  if (!from.includes(status as PayPeriodStatus)) {
    return refuse("CONFLICT", "payPeriod", `is ${status}, and this is for one that is ${from.join(" or ")}`);
  }
  const stale = staleVersion(version, period.version, "period");
  return stale && unchanged(stale);
}

export const submitPeriod = (tx: EntityManager, actor: Actor, input: PayPeriodInput): Promise<Outcome> =>
  take(tx, actor, input, {
    action: "payPeriodSubmit",
    from: ["CALCULATED"],
    change: () => ({ status: "IN_REVIEW", submittedBy: actor.viewer.principal }),
    unless: async ({ id }) => {
      if (await isUnderWay(tx, id))
        return refuse("CONFLICT", "payPeriod", "is being calculated: wait until it is done");
      return refusalOfUnpaid(tx, id, "calculate it again");
    },
  });

/** What was approved by hand is to be on a statement before anybody looks at it. */
async function refusalOfUnpaid(tx: EntityManager, periodId: string, remedy: string): Promise<Outcome | null> {
  const unpaid = await unpaidAdjustments(tx, periodId);
  if (unpaid === 0) return null;
  const adjustments = unpaid === 1 ? "an approved adjustment" : `${unpaid} approved adjustments`;
  return refuse("CONFLICT", "payPeriod", `has ${adjustments} that no line pays: ${remedy}`);
}

/** "The person who submits cannot approve." Source: domain §5. The database refuses it once more. */
export const approvePeriod = (tx: EntityManager, actor: Actor, input: PayPeriodInput): Promise<Outcome> =>
  take(tx, actor, input, {
    action: "payPeriodApprove",
    from: ["IN_REVIEW"],
    change: () => ({ status: "APPROVED", approvedBy: actor.viewer.principal }),
  });

/** What was submitted goes back to where it can be calculated again; what was only calculated is open again. */
export const returnPeriod = (
  tx: EntityManager,
  actor: Actor,
  { reason, ...input }: PayPeriodReturnInput,
): Promise<Outcome> =>
  take(tx, actor, input, {
    action: "payPeriodReturn",
    reason,
    from: ["CALCULATED", "IN_REVIEW", "APPROVED"],
    change: ({ status }) => ({
      status: status === "CALCULATED" ? "OPEN" : "CALCULATED",
      ...{ submittedBy: null, approvedBy: null },
    }),
  });

/** Seals the lines under their hash, which the audit record of this step keeps as well. */
export async function lockPeriod(tx: EntityManager, actor: Actor, input: PayPeriodInput): Promise<Outcome> {
  let linesHash = "";
  return take(tx, actor, input, {
    action: "payPeriodLock",
    from: ["APPROVED"],
    unless: async ({ id }) => {
      const refused = await refusalOfUnpaid(tx, id, "return it, and calculate it again");
      linesHash = await linesHashOf(tx, id);
      return refused;
    },
    change: () => ({ status: "LOCKED", linesHash }),
  });
}

/**
 * Says that HR has a locked period, inside the transaction that hands it over; once is enough.
 *
 * @throws where it is not locked
 */
export async function deliver(tx: EntityManager, actor: Actor, periodId: string): Promise<void> {
  const period = await tx.findOneOrFail(PayPeriodEntity, {
    where: { id: periodId },
    lock: { mode: "pessimistic_write" },
  });
  if (period.status === "DELIVERED") return;
  if (period.status !== "LOCKED")
    throw new Error(`${period.externalId} is ${period.status}: only what is locked is delivered`);
  const outcome = await alter(tx, writing(actor, "payPeriodDeliver"), period, { status: "DELIVERED" });
  must(outcome.subjectId, "a locked period may be delivered");
  await recordStep(tx, period, "DELIVERED", actor.viewer.principal, null);
}
