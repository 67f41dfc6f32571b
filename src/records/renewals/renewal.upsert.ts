import type { UpsertSpec } from "../../platform/upsert/spec";
import { RenewalInput } from "./renewal.inputs";

/** A stored renewal keeps its customer: an insert is refused for a missing one before it becomes an update. */
const CUSTOMER = `coalesce(
  (select c.customer_id from contract c where c.external_id = s.contract),
  (select r.customer_id from renewal r where r.external_id = s.external_id))`;

export const renewalUpsert: UpsertSpec = {
  record: "renewal",
  input: RenewalInput,
  table: "renewal",
  references: { customer: "customer", contract: "contract", renewedBy: "contract" },
  money: ["valueDue", "valueRenewed"],
  // Exports write that nothing of a lost value was renewed.
  stores: {
    value_renewed_minor:
      "case when s.status = 'LOST' then nullif(s.value_renewed_minor, 0) else s.value_renewed_minor end",
  },
  whenNew: { customer_id: CUSTOMER, status: "'UPCOMING'" },
  constraints: {
    renewal_contract_customer_fkey: { field: "contract", message: "is a contract of another customer" },
    renewal_renewed_by_customer_fkey: { field: "renewedBy", message: "is a contract of another customer" },
    renewal_renewed_by_check: { field: "renewedBy", message: "belongs to a renewal that is RENEWED" },
    renewal_renewed_by_contract_check: { field: "renewedBy", message: "is the contract that ends" },
    renewal_closed_on_check: { field: "closedOn", message: "is needed by RENEWED and LOST, and by no other status" },
    renewal_value_due_check: { field: "valueDue", message: "must not be negative" },
    renewal_value_renewed_check: {
      field: "valueRenewed",
      message: "is needed by RENEWED, by no other status, and must not be negative",
    },
    renewal_loss_check: { field: "lossReason", message: "is needed by LOST, and by no other status" },
    renewal_of_a_term: { field: "contract", message: "runs from month to month: such a contract has no renewal" },
  },
};
