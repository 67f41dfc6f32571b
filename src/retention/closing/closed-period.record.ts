import type { RecordMap } from "../../platform/plan/record";
import { seesAll } from "../../records/policy";
import { ClosedPeriodEntity } from "./closed-period.entity";

export const closedPeriodRecord: RecordMap = {
  type: "ClosedPeriod",
  entity: ClosedPeriodEntity,
  sees: seesAll,
  disclosure: {
    PUBLIC: [
      ...["startsOn", "endsOn", "baseStartsOn", "baseEndsOn", "asOf", "rule", "definition", "policy", "currency"],
      ...["reason", "closedAt"],
    ],
  },
  fields: { closedAt: (period) => `${period}.recorded_at` },
  orders: { STARTS_ON: "startsOn" },
  defaultDirection: "DESC",
};
