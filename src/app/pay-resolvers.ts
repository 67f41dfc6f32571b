import { CompensationPlanPublish, CompensationPlanResolver } from "../compensation/plans/plan.resolver";
import { EnrolmentAccept, EnrolmentAmend } from "../compensation/enrolments/enrolment-actions.resolver";
import { EnrolmentResolver, RepEnrolmentsResolver } from "../compensation/enrolments/enrolment.resolver";

/** Every class that answers for pay. */
export const payResolvers: readonly (new () => object)[] = [
  CompensationPlanResolver,
  CompensationPlanPublish,
  EnrolmentResolver,
  RepEnrolmentsResolver,
  EnrolmentAccept,
  EnrolmentAmend,
];
