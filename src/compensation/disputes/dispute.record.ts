import { ownFacts, reference, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesPay } from "../policy";
import { PayDisputeEntity } from "./dispute.entity";

export const payDisputeRecord: RecordMap = {
  type: "PayDispute",
  entity: PayDisputeEntity,
  sees: seesPay,
  guarded: true,
  disclosure: {
    PAY: [
      ...["line", "payPeriod", "rep", "status", "text", "raisedAt"],
      ...["answer", "answeredBy", "answeredAt", "version"],
    ],
  },
  fields: { raisedAt: (dispute) => `${dispute}.recorded_at` },
  relations: {
    line: reference(
      "StatementLine",
      (dispute) => `(select line.id from statement_line line where line.external_id = ${dispute}.line_external_id)`,
    ),
  },
  orders: { RAISED_AT: "recordedAt" },
  defaultDirection: "DESC",
  filters: {
    payPeriod: { type: "bigint", idOf: "PayPeriod", sql: (dispute, value) => `${dispute}.pay_period_id = ${value}` },
    rep: { type: "bigint", idOf: "Rep", sql: (dispute, value) => `${dispute}.rep_id = ${value}` },
  },
};

export const lineDisputes: RecordExtension = {
  extend: "StatementLine",
  relations: {
    disputes: ownFacts.list(
      "PayDispute",
      (dispute, line) => `${dispute}.line_external_id = ${line}.external_id`,
      (dispute) => `${dispute}.id`,
    ),
  },
  disclosure: { PAY: ["disputes"] },
};
