import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { inForce, seesQuota } from "../policy";
import { QuotaEntity } from "./quota.entity";

export const quotaRecord: RecordMap = {
  type: "Quota",
  entity: QuotaEntity,
  sees: seesQuota,
  orders: { STARTS_ON: "startsOn" },
  defaultDirection: "DESC",
  filters: {
    on: { type: "date", sql: inForce },
    rep: { type: "bigint", idOf: "Rep", sql: (quota, value) => `${quota}.rep_id = ${value}` },
    team: { type: "bigint", idOf: "Team", sql: (quota, value) => `${quota}.team_id = ${value}` },
  },
};

export const repQuotas: RecordExtension = {
  extend: "Rep",
  relations: { quotas: ownFacts.connection("Quota", (quota, rep) => `${quota}.rep_id = ${rep}.id`) },
};
