import type { UpsertSpec } from "../../platform/upsert/spec";
import { CustomerInput } from "./customer.inputs";

export const customerUpsert: UpsertSpec = {
  record: "customer",
  input: CustomerInput,
  table: "customer",
  references: { parent: "customer", referredBy: "customer", mergedInto: "customer" },
  tied: ["mergedOn"],
  money: ["acquisitionCost"],
  whenNew: { relationship: "'REPEAT_PURCHASE'" },
  constraints: {
    customer_merged_check: { field: "mergedInto", message: "goes with mergedOn, and never is the customer itself" },
    customer_merged_no_circle: { field: "mergedInto", message: "makes the customer part of itself through others" },
    customer_parent_check: { field: "parent", message: "is the customer itself" },
    customer_acquisition_cost_check: { field: "acquisitionCost", message: "needs the customer's currency" },
  },
};
