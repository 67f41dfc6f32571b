import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayPay } from "../policy";
import {
  PayPeriodApproveInput,
  PayPeriodLockInput,
  PayPeriodOpenInput,
  PayPeriodReturnInput,
  PayPeriodSubmitInput,
  PayRunStartInput,
} from "./pay-period.inputs";
import { approvePeriod, lockPeriod, openPeriod, returnPeriod, submitPeriod } from "./pay-period.service";
import { PayPeriodType } from "./pay-period.type";
import { startRun } from "./pay-run.service";
import { PayRunType } from "./pay-run.type";

const subject = { field: "payPeriod", type: PayPeriodType, typeName: "PayPeriod" };

export const PayPeriodOpen = businessMutation({
  name: "payPeriodOpen",
  description: "Adds a period that people are paid for, behind all that there are. HR.",
  input: PayPeriodOpenInput,
  subject,
  may: mayPay,
  act: openPeriod,
});

export const PayRunStart = businessMutation({
  name: "payRunStart",
  description:
    "Has everybody's pay of a period calculated by a server, again where it was calculated before. Every earlier period must be locked. Whoever asks while it is under way gets that run. HR.",
  input: PayRunStartInput,
  subject: { field: "payRun", type: PayRunType, typeName: "PayRun" },
  may: mayPay,
  act: startRun,
});

export const PayPeriodSubmit = businessMutation({
  name: "payPeriodSubmit",
  description: "Puts a calculated period into review. HR.",
  input: PayPeriodSubmitInput,
  subject,
  may: mayPay,
  act: submitPeriod,
});

export const PayPeriodApprove = businessMutation({
  name: "payPeriodApprove",
  description: "Approves a period that somebody else submitted. HR.",
  input: PayPeriodApproveInput,
  subject,
  may: mayPay,
  act: approvePeriod,
});

export const PayPeriodReturn = businessMutation({
  name: "payPeriodReturn",
  description:
    "Takes a period a step back, for a reason: from review or approval to CALCULATED, from there to OPEN. Never once it is locked. HR.",
  input: PayPeriodReturnInput,
  subject,
  may: mayPay,
  act: returnPeriod,
});

export const PayPeriodLock = businessMutation({
  name: "payPeriodLock",
  description: "Seals an approved period: from then on the database refuses every change of it. HR.",
  input: PayPeriodLockInput,
  subject,
  may: mayPay,
  act: lockPeriod,
});
