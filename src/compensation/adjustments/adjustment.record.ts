import type { RecordMap, RowRule } from "../../platform/plan/record";
import { seesPay } from "../policy";
import { PayAdjustmentEntity } from "./adjustment.entity";

/** What nobody has agreed to yet is HR's own business: whose pay it is learns of what is paid. */
const seesAdjustment: RowRule = (adjustment, scope) => {
  const own = seesPay(adjustment, scope);
  return own && `(${own} and ${adjustment}.approved_at is not null)`;
};

export const payAdjustmentRecord: RecordMap = {
  type: "PayAdjustment",
  entity: PayAdjustmentEntity,
  sees: seesAdjustment,
  guarded: true,
  disclosure: {
    PAY: [
      ...["externalId", "payPeriod", "rep", "amount", "earningCode", "reason", "version"],
      ...["requestedBy", "requestedAt", "approvedBy", "approvedAt"],
      ...["withdrawnBy", "withdrawnAt"],
    ],
  },
  fields: { requestedAt: (adjustment) => `${adjustment}.recorded_at` },
  orders: { REQUESTED_AT: "recordedAt" },
  defaultDirection: "DESC",
  filters: {
    payPeriod: {
      type: "bigint",
      idOf: "PayPeriod",
      sql: (adjustment, value) => `${adjustment}.pay_period_id = ${value}`,
    },
    rep: { type: "bigint", idOf: "Rep", sql: (adjustment, value) => `${adjustment}.rep_id = ${value}` },
    withdrawn: { type: "boolean", sql: (adjustment, value) => `(${adjustment}.withdrawn_at is not null) = ${value}` },
    approved: { type: "boolean", sql: (adjustment, value) => `(${adjustment}.approved_at is not null) = ${value}` },
  },
};
