import { readdirSync } from "node:fs";
import path from "node:path";
import type { EntityClass } from "./src/platform/database/connect";
import type { MigrationClass } from "./src/platform/database/migrate";
import { AssignmentEntity } from "./src/records/account-teams/assignment.entity";
import { BookApprovalEntity } from "./src/records/account-teams/book-approval.entity";
import { ContactEntity } from "./src/records/contacts/contact.entity";
import { ContractEntity } from "./src/records/contracts/contract.entity";
import { CustomerEntity } from "./src/records/customers/customer.entity";
import { InteractionEntity } from "./src/records/interactions/interaction.entity";
import { IssueEntity } from "./src/records/issues/issue.entity";
import { ProductEntity } from "./src/records/products/product.entity";
import { PurchaseLineEntity } from "./src/records/purchases/purchase-line.entity";
import { PurchaseEntity } from "./src/records/purchases/purchase.entity";
import { RenewalEntity } from "./src/records/renewals/renewal.entity";
import { RepPositionEntity } from "./src/records/reps/rep-position.entity";
import { RepEntity } from "./src/records/reps/rep.entity";
import { ReportingLineEntity } from "./src/records/reps/reporting-line.entity";
import { TeamEntity } from "./src/records/teams/team.entity";
import { SurveyEntity } from "./src/records/surveys/survey.entity";
import { ReferralEntity } from "./src/records/referrals/referral.entity";
import { AgreedActionEntity } from "./src/records/agreed-actions/agreed-action.entity";
import { QuotaEntity } from "./src/records/quotas/quota.entity";
import { FxRateEntity } from "./src/records/currency-rates/fx-rate.entity";
import { CourseEntity } from "./src/records/skills/course.entity";
import { CompletionEntity } from "./src/records/skills/completion.entity";
import { LeaveEntity } from "./src/records/leaves/leave.entity";
import { ClosedPeriodEntity } from "./src/retention/closing/closed-period.entity";
import { AttributionPolicyEntity } from "./src/retention/credit/policy.entity";
import { RiskModelEntity } from "./src/risk/models/risk-model.entity";
import { RiskFitEntity } from "./src/risk/probability/risk-fit.entity";
import { RetentionDefinitionEntity } from "./src/value/definitions/definition.entity";
import { EnrolmentEntity } from "./src/compensation/enrolments/enrolment.entity";
import { PayPeriodEntity } from "./src/compensation/periods/pay-period.entity";
import { PayPeriodStepEntity } from "./src/compensation/periods/pay-period-step.entity";
import { PayRunEntity } from "./src/compensation/periods/pay-run.entity";
import { CompensationPlanEntity } from "./src/compensation/plans/plan.entity";
import { PayDisputeEntity } from "./src/compensation/disputes/dispute.entity";
import { PayAdjustmentEntity } from "./src/compensation/adjustments/adjustment.entity";
import { LineCreditEntity } from "./src/compensation/statements/line-credit.entity";
import { StatementLineEntity } from "./src/compensation/statements/statement-line.entity";
import { StatementEntity } from "./src/compensation/statements/statement.entity";
import { CompensationLineEntity } from "./src/compensation/hr/batch-line.entity";
import { CompensationBatchEntity } from "./src/compensation/hr/batch.entity";
import { DiagnosisEntity } from "./src/risk/diagnosis/diagnosis.entity";
import { DiagnosisTemplateEntity } from "./src/risk/diagnosis/diagnosis-template.entity";
import { ApiTokenEntity } from "./src/platform/auth/api-tokens/api-token.entity";
import { RiskOverrideEntity } from "./src/risk/overrides/risk-override.entity";
import { PlaybookEntity } from "./src/risk/playbooks/playbook.entity";
import { PlayEntity } from "./src/risk/plays/play.entity";
import { PlayStepEntity } from "./src/risk/plays/play-step.entity";
import { CustomerModelEntity } from "./src/value/models/customer-model.entity";

/** Every table mapping, by name. */
export const entities: readonly EntityClass[] = [
  TeamEntity,
  RepEntity,
  RepPositionEntity,
  ReportingLineEntity,
  CustomerEntity,
  AssignmentEntity,
  InteractionEntity,
  IssueEntity,
  ProductEntity,
  PurchaseEntity,
  PurchaseLineEntity,
  ContactEntity,
  SurveyEntity,
  ReferralEntity,
  ContractEntity,
  QuotaEntity,
  AgreedActionEntity,
  FxRateEntity,
  CourseEntity,
  CompletionEntity,
  LeaveEntity,
  RenewalEntity,
  RetentionDefinitionEntity,
  CustomerModelEntity,
  AttributionPolicyEntity,
  BookApprovalEntity,
  ClosedPeriodEntity,
  PlaybookEntity,
  PlayEntity,
  PlayStepEntity,
  RiskModelEntity,
  DiagnosisTemplateEntity,
  DiagnosisEntity,
  RiskOverrideEntity,
  CompensationPlanEntity,
  EnrolmentEntity,
  PayPeriodEntity,
  PayPeriodStepEntity,
  PayRunEntity,
  StatementEntity,
  StatementLineEntity,
  LineCreditEntity,
  PayAdjustmentEntity,
  PayDisputeEntity,
  CompensationBatchEntity,
  CompensationLineEntity,
  ApiTokenEntity,
  RiskFitEntity,
];

const MIGRATION = /^\d{13}-[a-z-]+\.(ts|js)$/;
const folder = path.join(__dirname, "migrations");

/** Every step of the schema, oldest first: each file of the folder exports the one class that its name promises. */
export const migrations: readonly MigrationClass[] = readdirSync(folder)
  .filter((file) => MIGRATION.test(file))
  .sort()
  .map((file) => {
    const [migration] = Object.values(module.require(path.join(folder, file)) as Record<string, MigrationClass>);
    return migration!;
  });

/** Tables that only SQL reads and writes: they need no mapping. */
export const tablesWithoutEntity: readonly string[] = [
  "audit_batch",
  "audit_record",
  "closed_period_fact",
  "idempotency_key",
  "import_ledger",
  "migration",
  "scorecard_snapshot",
  "scorecard_snapshot_entry",
  "risk_assessment",
  "risk_change",
  "risk_facts",
  "risk_run",
  "sold_line",
  "compensation_line_answer",
];

/** Tables whose rows are added and never change: a trigger refuses it, and `holdfast verify` looks whether it stands. */
export const appendOnly: readonly string[] = [
  "retention_definition",
  "attribution_policy",
  "book_approval",
  "playbook",
  "customer_model",
  "risk_model",
  "risk_fit",
  "diagnosis_template",
  "diagnosis",
  "risk_override",
  "closed_period",
  "closed_period_fact",
  "scorecard_snapshot",
  "scorecard_snapshot_entry",
  "compensation_plan",
  "pay_period_step",
  "compensation_batch",
  "compensation_batch_line",
  "compensation_line_answer",
];

const CHANGED = ["owner", "seen", "added", "changed", "removed"] as const;
const ADDED = ["owner", "seen", "added"] as const;

/** Tables that row security guards since they hold pay, with the policies that it consists of: `<table>_<policy>`. */
export const guarded: Readonly<Record<string, readonly string[]>> = {
  enrolment: [...CHANGED, "accepted"],
  statement: CHANGED,
  statement_line: CHANGED,
  line_credit: CHANGED,
  pay_adjustment: CHANGED,
  pay_dispute: [...CHANGED, "raised", "answered"],
  compensation_batch: ADDED,
  compensation_batch_line: ADDED,
  compensation_line_answer: ADDED,
};

/** Tables whose rows belong to a period of pay and are locked with it. */
export const lockedWithPeriod: readonly string[] = ["statement", "statement_line", "line_credit", "pay_adjustment"];
