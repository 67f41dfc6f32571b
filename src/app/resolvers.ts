import type { NonEmptyArray } from "type-graphql";
import {
  AssignmentTenureResolver,
  CustomerTeamResolver,
  RepAssignmentsResolver,
} from "../records/account-teams/assignment.resolver";
import { CustomerReassignResolver } from "../records/account-teams/customer-reassign.resolver";
import { ContactLeaveResolver } from "../records/contacts/contact-leave.resolver";
import { ContactResolver, CustomerContactsResolver } from "../records/contacts/contact.resolver";
import { HandoverRepsResolver, TeamHistoryResolver } from "../records/account-teams/team-history.resolver";
import { RepLeave } from "../records/account-teams/rep-leave.mutation";
import { CustomerMerge } from "../records/customers/customer-merge.mutation";
import {
  ContractAmendResolver,
  ContractEndResolver,
  ContractSignResolver,
} from "../records/contracts/contract-actions.resolver";
import { ContractResolver, CustomerContractsResolver } from "../records/contracts/contract.resolver";
import { CustomerResolver } from "../records/customers/customer.resolver";
import { CustomerInteractionsResolver, RepInteractionsResolver } from "../records/interactions/interaction.resolver";
import { IssueOpenResolver, IssueResolveResolver } from "../records/issues/issue-actions.resolver";
import { CustomerIssuesResolver, IssueResolver } from "../records/issues/issue.resolver";
import {
  RenewalCloseResolver,
  RenewalReopenResolver,
  RenewalStartTalksResolver,
} from "../records/renewals/renewal-actions.resolver";
import {
  ContractRenewalsResolver,
  CustomerRenewalsResolver,
  RenewalResolver,
} from "../records/renewals/renewal.resolver";
import { RepResolver } from "../records/reps/rep.resolver";
import { ViewerResolver } from "../records/reps/viewer.resolver";
import { TeamResolver } from "../records/teams/team.resolver";
import { ContactRhythmResolver } from "../records/interactions/contact-rhythm.resolver";
import { ProductResolver } from "../records/products/product.resolver";
import { PurchaseRefund } from "../records/purchases/purchase-refund.mutation";
import { PurchaseTotalsResolver } from "../records/purchases/purchase-totals.resolver";
import {
  CustomerPurchasesResolver,
  PurchaseResolver,
  RepPurchasesResolver,
} from "../records/purchases/purchase.resolver";
import { SurveyResolver, CustomerSurveysResolver } from "../records/surveys/survey.resolver";
import { SurveyAnswerResolver } from "../records/surveys/survey-answer.resolver";
import { ReferralResolver, CustomerReferralsResolver } from "../records/referrals/referral.resolver";
import {
  ReferralReceiveResolver,
  ReferralFollowUpResolver,
  ReferralConvertResolver,
} from "../records/referrals/referral-actions.resolver";
import { QuotaResolver, RepQuotasResolver } from "../records/quotas/quota.resolver";
import { ActionAgree, ActionComplete } from "../records/agreed-actions/agreed-action.resolver";
import { QuotaAdjustResolver } from "../records/quotas/quota-adjust.resolver";
import { FxRateResolver } from "../records/currency-rates/fx-rate.resolver";
import { CustomerStageResolver } from "../value/customer-stage.resolver";
import { BookApprove, RepBookApprovalsResolver } from "../retention/credit/book-approval.resolver";
import { AttributionPolicyPublish, AttributionPolicyResolver } from "../retention/credit/policy.resolver";
import { RetentionDefinitionPublish, RetentionDefinitionResolver } from "../value/definitions/definition.resolver";
import { CourseResolver, RepSkillsResolver } from "../records/skills/skill.resolver";
import { CompletionRecordResolver } from "../records/skills/completion-record.resolver";
import { RepLeavesResolver } from "../records/leaves/leave.resolver";
import { LeaveStartResolver, LeaveEndResolver } from "../records/leaves/leave-actions.resolver";
import { InteractionLogResolver } from "../records/interactions/interaction-log.resolver";
import {
  CustomerValueResolver,
  LifetimeValueResolver,
  NextInSeriesResolver,
} from "../value/customer-value/customer-value.resolver";
import { BalanceDefinitionResolver, CompanyBalanceResolver } from "../retention/balance/balance.resolver";
import { CompanyProductsResolver } from "../retention/company/company-products.resolver";
import {
  CustomerProductsResolver,
  NextProductsResolver,
  SeriesHolderResolver,
  WhitespaceResolver,
} from "../value/product-matrix/product-matrix.resolver";
import { CompanyResolver } from "../retention/company/company.resolver";
import {
  CompanyTurnoverResolver,
  LossGroupsResolver,
  TeamTurnoverResolver,
  TurnoverDefinitionResolver,
} from "../retention/turnover/turnover.resolver";
import { TurnoverActionResolver, TurnoverActionsResolver } from "../retention/turnover/turnover-actions.resolver";
import { CohortDefinitionResolver, CohortsResolver } from "../retention/cohorts/cohorts.resolver";
import { RiskAdjustedResolver } from "../retention/risk-adjusted/risk-adjusted.resolver";
import { ClosedPeriodResolver, RetentionPeriodClose } from "../retention/closing/closed-period.resolver";
import {
  ClosedBookEntryResolver,
  ClosedScorecardResolver,
  CompanyClosedScorecard,
  RepClosedScorecard,
  HouseClosedScorecard,
  TeamClosedScorecard,
} from "../retention/closing/closed-scorecard.resolver";
import { BehindResolver, BookEntryResolver, RepBookResolver } from "../retention/scorecards/book-entries.resolver";
import {
  CustomerCreditsResolver,
  EventCreditResolver,
  RepCreditsResolver,
} from "../retention/credit/events/event-credits.resolver";
import { CompanyScorecardResolver } from "../retention/scorecards/company-scorecard.resolver";
import { MeasureQuotaResolver } from "../retention/scorecards/measure-quota.resolver";
import { MovementsResolver } from "../retention/scorecards/movements.resolver";
import { RepScorecardResolver } from "../retention/scorecards/rep-scorecard.resolver";
import { ScorecardResolver } from "../retention/scorecards/scorecard.resolver";
import {
  CompanyForecastResolver,
  ForecastDefinitionResolver,
  RepForecastResolver,
  TeamForecastResolver,
} from "../retention/forecast/forecast.resolver";
import { TeamScorecardResolver } from "../retention/scorecards/team-scorecard.resolver";
import { CustomerModelResolver } from "../value/models/customer-model.resolver";
import { CustomerProjectionResolver } from "../value/models/projection.resolver";
import { NodeResolver } from "./node.resolver";
import { bulkMutations } from "./bulk-mutations";
import { payResolvers } from "./pay-resolvers";
import { riskResolvers } from "./risk-resolvers";
import { hrResolvers } from "./hr-resolvers";

/** Every class that answers a part of the graph. */
export const resolvers: NonEmptyArray<new () => object> = [
  NodeResolver,
  ViewerResolver,
  TeamResolver,
  RepResolver,
  CustomerResolver,
  CustomerTeamResolver,
  RepAssignmentsResolver,
  AssignmentTenureResolver,
  TeamHistoryResolver,
  HandoverRepsResolver,
  CustomerReassignResolver,
  CustomerMerge,
  RepLeave,
  CustomerInteractionsResolver,
  RepInteractionsResolver,
  ContactRhythmResolver,
  IssueResolver,
  CustomerIssuesResolver,
  IssueOpenResolver,
  IssueResolveResolver,
  ProductResolver,
  PurchaseResolver,
  CustomerPurchasesResolver,
  RepPurchasesResolver,
  PurchaseTotalsResolver,
  ContactResolver,
  CustomerContactsResolver,
  ContactLeaveResolver,
  SurveyResolver,
  CustomerSurveysResolver,
  SurveyAnswerResolver,
  ReferralResolver,
  CustomerReferralsResolver,
  ReferralReceiveResolver,
  ReferralFollowUpResolver,
  ReferralConvertResolver,
  PurchaseRefund,
  ContractResolver,
  CustomerContractsResolver,
  ContractSignResolver,
  ContractAmendResolver,
  ContractEndResolver,
  QuotaResolver,
  RepQuotasResolver,
  QuotaAdjustResolver,
  ActionAgree,
  ActionComplete,
  FxRateResolver,
  CustomerStageResolver,
  CustomerModelResolver,
  CustomerProjectionResolver,
  CourseResolver,
  RepSkillsResolver,
  CompletionRecordResolver,
  RepLeavesResolver,
  LeaveStartResolver,
  LeaveEndResolver,
  InteractionLogResolver,
  RenewalResolver,
  CustomerRenewalsResolver,
  ContractRenewalsResolver,
  RenewalStartTalksResolver,
  RenewalCloseResolver,
  RenewalReopenResolver,
  RetentionDefinitionResolver,
  RetentionDefinitionPublish,
  CustomerProductsResolver,
  NextProductsResolver,
  WhitespaceResolver,
  SeriesHolderResolver,
  AttributionPolicyResolver,
  AttributionPolicyPublish,
  CompanyResolver,
  CompanyTurnoverResolver,
  TeamTurnoverResolver,
  TurnoverDefinitionResolver,
  LossGroupsResolver,
  TurnoverActionsResolver,
  TurnoverActionResolver,
  CustomerValueResolver,
  NextInSeriesResolver,
  LifetimeValueResolver,
  RepBookApprovalsResolver,
  BookApprove,
  CohortsResolver,
  CohortDefinitionResolver,
  CompanyForecastResolver,
  RepForecastResolver,
  TeamForecastResolver,
  ForecastDefinitionResolver,
  ScorecardResolver,
  MovementsResolver,
  RepScorecardResolver,
  TeamScorecardResolver,
  CompanyScorecardResolver,
  MeasureQuotaResolver,
  ClosedPeriodResolver,
  RetentionPeriodClose,
  RepClosedScorecard,
  TeamClosedScorecard,
  CompanyClosedScorecard,
  HouseClosedScorecard,
  ClosedScorecardResolver,
  ClosedBookEntryResolver,
  BehindResolver,
  RepBookResolver,
  BookEntryResolver,
  RepCreditsResolver,
  CustomerCreditsResolver,
  EventCreditResolver,
  CompanyProductsResolver,
  RiskAdjustedResolver,
  CompanyBalanceResolver,
  BalanceDefinitionResolver,
  ...hrResolvers,
  ...riskResolvers,
  ...payResolvers,
  ...bulkMutations,
];
