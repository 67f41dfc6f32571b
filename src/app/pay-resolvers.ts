import {
  PayAdjustmentApprove,
  PayAdjustmentWithdraw,
  PayAdjustmentRequest,
  PayAdjustmentResolver,
} from "../compensation/adjustments/adjustment.resolver";
import {
  LineDisputesResolver,
  PayDisputeAnswer,
  PayDisputeRaise,
  PayDisputeResolver,
} from "../compensation/disputes/dispute.resolver";
import { PayBalanceResolver } from "../compensation/balance/pay-balance.resolver";
import { CompensationPlanPublish, CompensationPlanResolver } from "../compensation/plans/plan.resolver";
import { EnrolmentAccept, EnrolmentAmend } from "../compensation/enrolments/enrolment-actions.resolver";
import { EnrolmentResolver, RepEnrolmentsResolver } from "../compensation/enrolments/enrolment.resolver";
import { PayEstimateResolver } from "../compensation/estimates/estimate.resolver";
import { PlanTrialPersonResolver, PlanTrialResolver } from "../compensation/trials/plan-trial.resolver";
import {
  PayPeriodApprove,
  PayPeriodLock,
  PayPeriodOpen,
  PayPeriodReturn,
  PayPeriodSubmit,
  PayRunStart,
} from "../compensation/periods/pay-period-actions.resolver";
import { PayPeriodResolver } from "../compensation/periods/pay-period.resolver";
import {
  PeriodStatementsResolver,
  RepStatementsResolver,
  StatementLineResolver,
  StatementResolver,
} from "../compensation/statements/statement.resolver";

/** Every class that answers for pay. */
export const payResolvers: readonly (new () => object)[] = [
  CompensationPlanResolver,
  CompensationPlanPublish,
  EnrolmentResolver,
  RepEnrolmentsResolver,
  EnrolmentAccept,
  EnrolmentAmend,
  PayPeriodResolver,
  PayPeriodOpen,
  PayRunStart,
  PayPeriodSubmit,
  PayPeriodApprove,
  PayPeriodReturn,
  PayPeriodLock,
  StatementResolver,
  StatementLineResolver,
  RepStatementsResolver,
  PeriodStatementsResolver,
  PayAdjustmentResolver,
  PayAdjustmentRequest,
  PayAdjustmentApprove,
  PayAdjustmentWithdraw,
  PayDisputeResolver,
  LineDisputesResolver,
  PayDisputeRaise,
  PayDisputeAnswer,
  PayBalanceResolver,
  PayEstimateResolver,
  PlanTrialPersonResolver,
  PlanTrialResolver,
];
