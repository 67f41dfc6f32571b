import type { RecordExtension, RecordMap } from "../platform/plan/record";
import type { BulkWrite } from "../platform/upsert/upsert-mutation";
import { assignmentRecord, customerTeam, repAssignments } from "../records/account-teams/assignment.record";
import { assignmentUpsert } from "../records/account-teams/assignment.upsert";
import { contactRecord, customerContacts } from "../records/contacts/contact.record";
import { ContactType } from "../records/contacts/contact.type";
import { contactUpsert } from "../records/contacts/contact.upsert";
import { contractRecord, customerContracts } from "../records/contracts/contract.record";
import { ContractType } from "../records/contracts/contract.type";
import { contractUpsert } from "../records/contracts/contract.upsert";
import { customerRecord } from "../records/customers/customer.record";
import { customerUpsert } from "../records/customers/customer.upsert";
import { customerInteractions, interactionRecord, repInteractions } from "../records/interactions/interaction.record";
import type { Importable } from "../records/imports/mapping";
import { interactionUpsert } from "../records/interactions/interaction.upsert";
import { customerIssues, issueRecord } from "../records/issues/issue.record";
import { ServiceIssueType } from "../records/issues/issue.type";
import { issueUpsert } from "../records/issues/issue.upsert";
import { contractRenewals, customerRenewals, renewalRecord } from "../records/renewals/renewal.record";
import { RenewalType } from "../records/renewals/renewal.type";
import { renewalUpsert } from "../records/renewals/renewal.upsert";
import { repPositionRecord, repRecord } from "../records/reps/rep.record";
import { positionUpsert, repUpsert } from "../records/reps/rep.upsert";
import { teamRecord } from "../records/teams/team.record";
import { teamUpsert } from "../records/teams/team.upsert";
import { AssignmentType } from "../records/account-teams/assignment.type";
import { CustomerType } from "../records/customers/customer.type";
import { InteractionType } from "../records/interactions/interaction.type";
import { RepPositionType } from "../records/reps/rep-position.type";
import { RepType } from "../records/reps/rep.type";
import { TeamType } from "../records/teams/team.type";
import { productRecord } from "../records/products/product.record";
import { ProductType } from "../records/products/product.type";
import { productUpsert } from "../records/products/product.upsert";
import {
  customerPurchases,
  purchaseLineRecord,
  purchaseRecord,
  repPurchases,
} from "../records/purchases/purchase.record";
import { PurchaseLineType, PurchaseType } from "../records/purchases/purchase.type";
import { purchaseLineUpsert, purchaseUpsert } from "../records/purchases/purchase.upsert";
import { surveyRecord, customerSurveys } from "../records/surveys/survey.record";
import { SurveyAnswerType } from "../records/surveys/survey.type";
import { surveyUpsert } from "../records/surveys/survey.upsert";
import { referralRecord, customerReferrals } from "../records/referrals/referral.record";
import { ReferralType } from "../records/referrals/referral.type";
import { referralUpsert } from "../records/referrals/referral.upsert";
import { quotaRecord, repQuotas } from "../records/quotas/quota.record";
import { agreedActionRecord } from "../records/agreed-actions/agreed-action.record";
import { AgreedActionType } from "../records/agreed-actions/agreed-action.type";
import { agreedActionUpsert } from "../records/agreed-actions/agreed-action.upsert";
import { QuotaType } from "../records/quotas/quota.type";
import { quotaUpsert } from "../records/quotas/quota.upsert";
import { fxRateRecord } from "../records/currency-rates/fx-rate.record";
import { FxRateType } from "../records/currency-rates/fx-rate.type";
import { fxRateUpsert } from "../records/currency-rates/fx-rate.upsert";
import { courseRecord, completionRecord, repSkills } from "../records/skills/skill.record";
import { CompletionType, CourseType } from "../records/skills/skill.type";
import { completionUpsert, courseUpsert } from "../records/skills/skill.upsert";
import { leaveRecord, repLeaves } from "../records/leaves/leave.record";
import { LeaveType } from "../records/leaves/leave.type";
import { leaveUpsert } from "../records/leaves/leave.upsert";
import { closedPeriodRecord } from "../retention/closing/closed-period.record";
import { bookApprovalRecord, repBookApprovals } from "../retention/credit/book-approval.record";
import { attributionPolicyRecord } from "../retention/credit/policy.record";
import { retentionDefinitionRecord } from "../value/definitions/definition.record";
import { apiTokenRecord } from "../platform/auth/api-tokens/api-token.record";
import { compensationBatchRecord, compensationLineRecord } from "../compensation/hr/batch.record";
import { riskModelRecord } from "../risk/models/risk-model.record";
import { riskFitRecord } from "../risk/probability/risk-fit.record";
import { customerDiagnoses, diagnosisRecord } from "../risk/diagnosis/diagnosis.record";
import { diagnosisTemplateRecord } from "../risk/diagnosis/diagnosis-template.record";
import { customerRiskOverrides, riskOverrideRecord } from "../risk/overrides/risk-override.record";
import { playbookRecord } from "../risk/playbooks/playbook.record";
import { customerPlays, playRecord, playStepRecord, repPlays } from "../risk/plays/play.record";
import { payAdjustmentRecord } from "../compensation/adjustments/adjustment.record";
import { lineDisputes, payDisputeRecord } from "../compensation/disputes/dispute.record";
import { enrolmentRecord, repEnrolments } from "../compensation/enrolments/enrolment.record";
import { EnrolmentType } from "../compensation/enrolments/enrolment.type";
import { enrolmentUpsert } from "../compensation/enrolments/enrolment.upsert";
import { mayPay } from "../compensation/policy";
import { compensationPlanRecord } from "../compensation/plans/plan.record";
import { payPeriodRecord, payPeriodStepRecord, payRunRecord } from "../compensation/periods/pay-period.record";
import {
  lineCreditRecord,
  periodStatements,
  repStatements,
  statementLineRecord,
  statementRecord,
} from "../compensation/statements/statement.record";
import { customerModelRecord } from "../value/models/customer-model.record";

/** Every stored record that the planner reads, and what later features hang on them. */
export const records: readonly (RecordMap | RecordExtension)[] = [
  teamRecord,
  repRecord,
  repPositionRecord,
  customerRecord,
  assignmentRecord,
  customerTeam,
  repAssignments,
  interactionRecord,
  customerInteractions,
  repInteractions,
  issueRecord,
  customerIssues,
  productRecord,
  purchaseRecord,
  purchaseLineRecord,
  customerPurchases,
  repPurchases,
  contactRecord,
  customerContacts,
  surveyRecord,
  customerSurveys,
  referralRecord,
  customerReferrals,
  contractRecord,
  customerContracts,
  quotaRecord,
  repQuotas,
  agreedActionRecord,
  fxRateRecord,
  courseRecord,
  completionRecord,
  repSkills,
  leaveRecord,
  repLeaves,
  renewalRecord,
  customerRenewals,
  contractRenewals,
  customerModelRecord,
  riskFitRecord,
  retentionDefinitionRecord,
  attributionPolicyRecord,
  closedPeriodRecord,
  bookApprovalRecord,
  repBookApprovals,
  riskModelRecord,
  diagnosisTemplateRecord,
  diagnosisRecord,
  customerDiagnoses,
  riskOverrideRecord,
  customerRiskOverrides,
  playbookRecord,
  playRecord,
  playStepRecord,
  customerPlays,
  repPlays,
  compensationBatchRecord,
  compensationLineRecord,
  compensationPlanRecord,
  enrolmentRecord,
  repEnrolments,
  payPeriodRecord,
  payPeriodStepRecord,
  payRunRecord,
  statementRecord,
  statementLineRecord,
  lineCreditRecord,
  repStatements,
  periodStatements,
  apiTokenRecord,
  payAdjustmentRecord,
  payDisputeRecord,
  lineDisputes,
];

/** Every record that can be written in bulk, by mutation and by import: by who may import, unless it says who else. */
export const bulkWrites: readonly (Omit<BulkWrite, "may"> & Partial<Pick<BulkWrite, "may">>)[] = [
  { mutation: "teamsUpsert", type: TeamType, typeName: "Team", spec: teamUpsert },
  { mutation: "repsUpsert", type: RepType, typeName: "Rep", spec: repUpsert },
  { mutation: "positionsUpsert", type: RepPositionType, typeName: "Position", spec: positionUpsert },
  { mutation: "customersUpsert", type: CustomerType, typeName: "Customer", spec: customerUpsert },
  { mutation: "assignmentsUpsert", type: AssignmentType, typeName: "Assignment", spec: assignmentUpsert },
  { mutation: "interactionsUpsert", type: InteractionType, typeName: "Interaction", spec: interactionUpsert },
  { mutation: "issuesUpsert", type: ServiceIssueType, typeName: "ServiceIssue", spec: issueUpsert },
  { mutation: "productsUpsert", type: ProductType, typeName: "Product", spec: productUpsert },
  { mutation: "purchasesUpsert", type: PurchaseType, typeName: "Purchase", spec: purchaseUpsert },
  { mutation: "purchaseLinesUpsert", type: PurchaseLineType, typeName: "PurchaseLine", spec: purchaseLineUpsert },
  { mutation: "contactsUpsert", type: ContactType, typeName: "Contact", spec: contactUpsert },
  { mutation: "surveysUpsert", type: SurveyAnswerType, typeName: "SurveyAnswer", spec: surveyUpsert },
  { mutation: "referralsUpsert", type: ReferralType, typeName: "Referral", spec: referralUpsert },
  { mutation: "contractsUpsert", type: ContractType, typeName: "Contract", spec: contractUpsert },
  { mutation: "quotasUpsert", type: QuotaType, typeName: "Quota", spec: quotaUpsert },
  { mutation: "agreedActionsUpsert", type: AgreedActionType, typeName: "AgreedAction", spec: agreedActionUpsert },
  { mutation: "fxRatesUpsert", type: FxRateType, typeName: "FxRate", spec: fxRateUpsert },
  { mutation: "coursesUpsert", type: CourseType, typeName: "Course", spec: courseUpsert },
  { mutation: "completionsUpsert", type: CompletionType, typeName: "Completion", spec: completionUpsert },
  { mutation: "leavesUpsert", type: LeaveType, typeName: "LeaveOfAbsence", spec: leaveUpsert },
  { mutation: "renewalsUpsert", type: RenewalType, typeName: "Renewal", spec: renewalUpsert },
  { mutation: "enrolmentsUpsert", type: EnrolmentType, typeName: "Enrolment", spec: enrolmentUpsert, may: mayPay },
];

/** The same records by the names that an import's mapping gives them. */
export const importable: Importable = new Map(bulkWrites.map(({ spec }) => [spec.record, spec]));
