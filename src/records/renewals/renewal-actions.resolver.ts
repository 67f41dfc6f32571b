import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayServe, maySign } from "../policy";
import { RenewalCloseInput, RenewalReopenInput, RenewalStartTalksInput } from "./renewal-actions.inputs";
import { closeRenewal, reopenRenewal, startTalks } from "./renewal.service";
import { RenewalType } from "./renewal.type";

const subject = { field: "renewal", type: RenewalType, typeName: "Renewal" };

export const RenewalStartTalksResolver = businessMutation({
  name: "renewalStartTalks",
  description: "Records that a renewal is being talked about. Reps, leaders and administrators.",
  input: RenewalStartTalksInput,
  subject,
  may: mayServe,
  act: startTalks,
});

export const RenewalCloseResolver = businessMutation({
  name: "renewalClose",
  description: "Records how a customer has decided. Reps, leaders and administrators.",
  input: RenewalCloseInput,
  subject,
  may: mayServe,
  act: closeRenewal,
});

export const RenewalReopenResolver = businessMutation({
  name: "renewalReopen",
  description: "Takes a decision back: it is being talked about again. Leaders and administrators.",
  input: RenewalReopenInput,
  subject,
  may: maySign,
  act: reopenRenewal,
});
