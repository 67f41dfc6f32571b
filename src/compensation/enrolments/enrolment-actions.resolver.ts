import { businessMutation } from "../../platform/mutation/business-mutation";
import { isPaid, mayPay } from "../policy";
import { EnrolmentAcceptInput, EnrolmentAmendInput } from "./enrolment.inputs";
import { acceptEnrolment, amendEnrolment } from "./enrolment.service";
import { EnrolmentType } from "./enrolment.type";

const subject = { field: "enrolment", type: EnrolmentType, typeName: "Enrolment" };

export const EnrolmentAccept = businessMutation({
  name: "enrolmentAccept",
  description:
    "Says that you accept your enrolment as it stands, by the version of its plan that is in effect: a later one is accepted anew. Reps and leaders, each its own.",
  input: EnrolmentAcceptInput,
  subject,
  may: isPaid,
  act: acceptEnrolment,
});

export const EnrolmentAmend = businessMutation({
  name: "enrolmentAmend",
  description: "Changes a target from a day on: the enrolment ends there, and another one begins. HR.",
  input: EnrolmentAmendInput,
  subject,
  may: mayPay,
  act: amendEnrolment,
});
