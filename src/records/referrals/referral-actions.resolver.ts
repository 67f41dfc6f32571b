import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayServe } from "../policy";
import { ReferralConvertInput, ReferralFollowUpInput, ReferralReceiveInput } from "./referral.inputs";
import { convertReferral, followUpReferral, receiveReferral } from "./referral.service";
import { ReferralType } from "./referral.type";

const subject = { field: "referral", type: ReferralType, typeName: "Referral" };

export const ReferralReceiveResolver = businessMutation({
  name: "referralReceive",
  description: "Records that a customer referred somebody to us. Reps, leaders and administrators.",
  input: ReferralReceiveInput,
  subject,
  may: mayServe,
  act: receiveReferral,
});

export const ReferralFollowUpResolver = businessMutation({
  name: "referralFollowUp",
  description: "Records that we turned to a lead for the first time. Reps, leaders and administrators.",
  input: ReferralFollowUpInput,
  subject,
  may: mayServe,
  act: followUpReferral,
});

export const ReferralConvertResolver = businessMutation({
  name: "referralConvert",
  description: "Records that a lead became a customer. Reps, leaders and administrators.",
  input: ReferralConvertInput,
  subject,
  may: mayServe,
  act: convertReferral,
});
