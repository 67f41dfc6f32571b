import { others, type RecordMap, type RowRule } from "../../platform/plan/record";
import { inForce } from "../../records/policy";
import { seesPayOfAll, seesPeriodsOfPay } from "../policy";
import { PayPeriodStepEntity } from "./pay-period-step.entity";
import { PayPeriodEntity } from "./pay-period.entity";
import { PayRunEntity } from "./pay-run.entity";

/** Who did what to a period, and why, may say something of somebody's pay. */
const seesSteps: RowRule = (_row, { role }) => (role === "SYSTEM" || seesPayOfAll({ role }) ? null : "false");

export const payPeriodRecord: RecordMap = {
  type: "PayPeriod",
  entity: PayPeriodEntity,
  sees: seesPeriodsOfPay,
  disclosure: { PUBLIC: ["externalId", "startsOn", "endsOn", "payOn"] },
  relations: {
    steps: others.list(
      "PayPeriodStep",
      (step, period) => `${step}.pay_period_id = ${period}.id`,
      (step) => `${step}.id`,
    ),
    runs: others.connection("PayRun", (run, period) => `${run}.pay_period_id = ${period}.id`),
  },
  orders: { STARTS_ON: "startsOn" },
  defaultDirection: "DESC",
  filters: {
    status: { type: "text[]", sql: (period, value) => `${period}.status = any (${value})` },
    on: { type: "date", sql: inForce },
  },
};

export const payPeriodStepRecord: RecordMap = {
  type: "PayPeriodStep",
  entity: PayPeriodStepEntity,
  sees: seesSteps,
  fields: {
    from: (step) => `${step}.from_status`,
    to: (step) => `${step}.to_status`,
    by: (step) => `${step}.principal`,
    at: (step) => `${step}.taken_at`,
  },
};

export const payRunRecord: RecordMap = {
  type: "PayRun",
  entity: PayRunEntity,
  sees: seesSteps,
  fields: { queuedAt: (run) => `${run}.recorded_at` },
  orders: { QUEUED_AT: "recordedAt" },
  defaultDirection: "DESC",
};
