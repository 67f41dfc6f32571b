import { ownFacts, type RecordExtension, type RecordMap, reference } from "../../platform/plan/record";
import { seesFactOfCustomer } from "../../records/policy";
import { RiskOverrideEntity } from "./risk-override.entity";

export const riskOverrideRecord: RecordMap = {
  type: "RiskOverride",
  entity: RiskOverrideEntity,
  sees: seesFactOfCustomer,
  disclosure: { NOTE: ["reason"] },
  fields: { until: (override) => `${override}.ends_on` },
  relations: { by: reference("Rep", (override) => `${override}.rep_id`) },
  orders: { STARTS_ON: "startsOn" },
  defaultDirection: "DESC",
};

export const customerRiskOverrides: RecordExtension = {
  extend: "Customer",
  relations: {
    riskOverrides: ownFacts.connection(
      "RiskOverride",
      (override, customer) => `${override}.customer_id = ${customer}.id`,
    ),
  },
};
