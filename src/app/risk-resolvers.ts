import { CompanyAtRiskResolver, RepAtRiskResolver, TeamAtRiskResolver } from "../retention/portfolio/at-risk.resolver";
import {
  CompanyPortfolioResolver,
  PortfolioResolver,
  RepPortfolioResolver,
  TeamPortfolioResolver,
} from "../retention/portfolio/portfolio.resolver";
import {
  CompanyRiskByRepResolver,
  RepRiskByRepResolver,
  RepRiskResolver,
  RiskByRepResolver,
  TeamRiskByRepResolver,
} from "../retention/portfolio/risk-by-rep.resolver";
import { AccountViewResolver, CustomerAccountResolver, NextStepResolver } from "../risk/account/account.resolver";
import { CustomerRiskResolver, RiskAssessmentResolver } from "../risk/assessments/assessment.resolver";
import { CustomersAtRiskResolver } from "../risk/assessments/at-risk.resolver";
import { RiskFactsResolver } from "../risk/evidence/risk-facts.resolver";
import {
  CustomerQuestionsResolver,
  DiagnosisTemplatePublish,
  DiagnosisTemplateResolver,
} from "../risk/diagnosis/diagnosis-template.resolver";
import { CustomerDiagnosesResolver, DiagnosisFile } from "../risk/diagnosis/diagnosis.resolver";
import { AssessmentModelResolver, RiskModelPublish, RiskModelResolver } from "../risk/models/risk-model.resolver";
import {
  AssessmentOverrideResolver,
  CustomerOverridesResolver,
  RiskOverride,
  RiskOverrideWithdraw,
} from "../risk/overrides/risk-override.resolver";
import { RiskFitResolver } from "../risk/probability/risk-fit.resolver";
import { PlaybookPublish, PlaybookResolver } from "../risk/playbooks/playbook.resolver";
import { PlayComplete, PlayReassign, PlaySnooze, PlayStepDone } from "../risk/plays/play-actions.resolver";
import { CustomerPlaysResolver, PlayResolver, RepPlaysResolver } from "../risk/plays/play.resolver";

/** What answers of who is about to leave, and what is done about it. */
export const riskResolvers = [
  CustomerRiskResolver,
  RiskAssessmentResolver,
  RiskFactsResolver,
  RiskFitResolver,
  CustomersAtRiskResolver,
  CompanyAtRiskResolver,
  TeamAtRiskResolver,
  RepAtRiskResolver,
  CompanyPortfolioResolver,
  TeamPortfolioResolver,
  RepPortfolioResolver,
  PortfolioResolver,
  CompanyRiskByRepResolver,
  TeamRiskByRepResolver,
  RepRiskByRepResolver,
  RiskByRepResolver,
  RepRiskResolver,
  CustomerAccountResolver,
  AccountViewResolver,
  NextStepResolver,
  DiagnosisTemplateResolver,
  DiagnosisTemplatePublish,
  CustomerQuestionsResolver,
  CustomerDiagnosesResolver,
  DiagnosisFile,
  CustomerOverridesResolver,
  AssessmentOverrideResolver,
  RiskOverride,
  RiskOverrideWithdraw,
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
