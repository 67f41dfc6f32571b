import type { UpsertSpec } from "../../platform/upsert/spec";
import { ContractInput } from "./contract.inputs";

export const contractUpsert: UpsertSpec = {
  record: "contract",
  input: ContractInput,
  table: "contract",
  references: { customer: "customer", replaces: "contract" },
  money: ["annualValue"],
  elsewhere: ["endsOnInclusive"],
  stores: { ends_on: "s.ends_on + coalesce(s.ends_on_inclusive, false)::integer" },
  whenNew: { signed_on: "s.starts_on", month_to_month: "false" },
  constraints: {
    contract_external_id_key: { field: "externalId", message: "is another contract's" },
    contract_term_check: { field: "endsOn", message: "is needed by every contract but one from month to month" },
    contract_ends_on_check: { field: "endsOn", message: "must come after startsOn" },
    contract_ended_on_check: { field: "endedOn", message: "must lie within the contract's term" },
    contract_annual_value_check: { field: "annualValue", message: "must not be negative" },
    contract_loss_check: { field: "endedOn", message: "is needed beside a lossReason or competitor" },
    contract_replaces_check: { field: "replaces", message: "is the contract itself" },
    contract_replaces_customer_fkey: { field: "replaces", message: "is a contract of another customer" },
    contract_replaces_earlier: {
      field: "replaces",
      message: "must be a contract that starts no later than this one, and that this one was not replaced by",
    },
  },
};
