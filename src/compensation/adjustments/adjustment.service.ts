import type { EntityManager } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity";
import { parseAmount } from "../../kernel/money";
import { amountOf } from "../../platform/mutation/amount";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import type { RepEntity } from "../../records/reps/rep.entity";
import { repRecord } from "../../records/reps/rep.record";
import type { PayPeriodEntity } from "../periods/pay-period.entity";
import { payPeriodRecord } from "../periods/pay-period.record";
import { PayAdjustmentEntity } from "./adjustment.entity";
import type {
  PayAdjustmentApproveInput,
  PayAdjustmentRequestInput,
  PayAdjustmentWithdrawInput,
} from "./adjustment.inputs";
import { payAdjustmentRecord } from "./adjustment.record";

const spec = {
  record: "payAdjustment",
  table: "pay_adjustment",
  // Why somebody is paid more may say how much.
  secret: ["amount_minor", "reason"],
  constraints: {
    pay_adjustment_two_people_check: {
      field: "adjustment",
      message: "was asked for by yourself: somebody else approves it",
    },
  },
};
const writes = { entity: PayAdjustmentEntity, spec };

/** Asks for an amount by hand. Until somebody else has approved it, it is not paid. */
export async function requestAdjustment(
  tx: EntityManager,
  actor: Actor,
  input: PayAdjustmentRequestInput,
): Promise<Outcome> {
  const period = await lockNamed<PayPeriodEntity>(tx, actor, payPeriodRecord, "payPeriod", input.payPeriod);
  if (!period) return notFound("payPeriod", "pay period");
  if (isLocked(period)) {
    return refuse("CONFLICT", "payPeriod", `is ${period.status}, and never changes: ask for it in a later period`);
  }
  const rep = await lockNamed<RepEntity>(tx, actor, repRecord, "rep", input.rep);
  if (!rep) return notFound("rep");
  const { currency, earningCode, reason } = input;
  const amountMinor = amountOf(input.amount, currency);
  if (parseAmount(input.amount, currency)?.rounded) {
    return refuse("INVALID", "amount", `has more decimals than ${currency}: give whole minor units`);
  }
  if (amountMinor === null) return refuse("INVALID", "amount", "is too large");
  if (amountMinor === 0n) return refuse("INVALID", "amount", "is nothing: give an amount above or below 0");
  return add(
    tx,
    { ...writes, actor, action: "payAdjustmentRequest" },
    {
      ...{ payPeriodId: period.id, repId: rep.id, amountMinor, currency, earningCode, reason },
      requestedBy: actor.viewer.principal,
    },
  );
}

/** "amount, reason, two people". Source: domain §5. The database refuses the one who asked for it once more. */
export const approveAdjustment = deciding("payAdjustmentApprove", ({ viewer }) => ({
  approvedBy: viewer.principal,
  approvedAt: () => "now()",
}));

/** Takes back what was asked for, by whoever may ask; what is approved is paid, and taken back by another one. */
export const withdrawAdjustment = deciding("payAdjustmentWithdraw", ({ viewer }) => ({
  withdrawnBy: viewer.principal,
  withdrawnAt: () => "now()",
}));

/** Decides what nobody has decided, in a period that is not locked. */
function deciding(action: string, decision: (actor: Actor) => QueryDeepPartialEntity<PayAdjustmentEntity>) {
  return async (tx: EntityManager, actor: Actor, { adjustment: id, version }: Deciding): Promise<Outcome> => {
    const adjustment = await lockNamed<PayAdjustmentEntity>(tx, actor, payAdjustmentRecord, "adjustment", id);
    if (!adjustment) return notFound("adjustment");
    const stale = staleVersion(version, adjustment.version, "adjustment");
    if (stale) return unchanged(stale);
    if (adjustment.approvedBy !== null) return refuse("CONFLICT", "adjustment", "is approved already");
    if (adjustment.withdrawnBy !== null) return refuse("CONFLICT", "adjustment", "is withdrawn: ask for it anew");
    const period = await heldPeriod(tx, adjustment);
    if (isLocked(period)) {
      return refuse("CONFLICT", "adjustment", `is of a period that is ${period.status}: ask for it in a later one`);
    }
    return alter(tx, { ...writes, actor, action }, adjustment, decision(actor));
  };
}

type Deciding = PayAdjustmentApproveInput | PayAdjustmentWithdrawInput;
type Stage = Pick<PayPeriodEntity, "status">;

const isLocked = ({ status }: Stage): boolean => status === "LOCKED" || status === "DELIVERED";

/** The period, which nobody locks until the transaction ends. */
async function heldPeriod(tx: EntityManager, { payPeriodId }: PayAdjustmentEntity): Promise<Stage> {
  const [period]: [Stage] = await tx.query(`select status from pay_period where id = $1 for share`, [payPeriodId]);
  return period;
}
