import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayLead } from "../policy";
import { QuotaAdjustInput } from "./quota.inputs";
import { adjustQuota } from "./quota.service";
import { QuotaType } from "./quota.type";

export const QuotaAdjustResolver = businessMutation({
  name: "quotaAdjust",
  description: "Changes a goal, for a reason. Leaders for who reports to them, and administrators.",
  input: QuotaAdjustInput,
  subject: { field: "quota", type: QuotaType, typeName: "Quota" },
  may: mayLead,
  act: adjustQuota,
});
