import { CustomerRiskResolver } from "../risk/assessments/assessment.resolver";
import { CustomersAtRiskResolver } from "../risk/assessments/at-risk.resolver";
import { AssessmentModelResolver, RiskModelPublish, RiskModelResolver } from "../risk/models/risk-model.resolver";
import { PlaybookPublish, PlaybookResolver } from "../risk/playbooks/playbook.resolver";
import { PlayComplete, PlayReassign, PlaySnooze, PlayStepDone } from "../risk/plays/play-actions.resolver";
import { CustomerPlaysResolver, PlayResolver, RepPlaysResolver } from "../risk/plays/play.resolver";

/** What answers of who is about to leave, and what is done about it. */
export const riskResolvers = [
  CustomerRiskResolver,
  CustomersAtRiskResolver,
  AssessmentModelResolver,
  RiskModelPublish,
  RiskModelResolver,
  PlaybookPublish,
  PlaybookResolver,
  PlayComplete,
  PlayReassign,
  PlaySnooze,
  PlayStepDone,
  CustomerPlaysResolver,
  PlayResolver,
  RepPlaysResolver,
];
