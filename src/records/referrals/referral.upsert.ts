import type { UpsertSpec } from "../../platform/upsert/spec";
import { ReferralInput } from "./referral.inputs";

export const referralUpsert: UpsertSpec = {
  record: "referral",
  input: ReferralInput,
  table: "referral",
  references: { customer: "customer", lead: "customer" },
  constraints: {
    referral_lead_check: { field: "lead", message: "is the customer itself" },
    referral_first_followed_up_on_check: { field: "firstFollowedUpOn", message: "comes before receivedOn" },
    referral_converted_on_check: { field: "convertedOn", message: "comes before receivedOn or firstFollowedUpOn" },
  },
};
