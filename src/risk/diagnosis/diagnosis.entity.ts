import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { CustomerEntity } from "../../records/customers/customer.entity";
import { RepEntity } from "../../records/reps/rep.entity";
import type { Answered, DimensionScore } from "./calc/diagnosis";
import { DiagnosisTemplateEntity } from "./diagnosis-template.entity";

/** A row never changes, and holds the questions as they were asked: a review is read as it was made. */
@Entity("diagnosis")
export class DiagnosisEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("bigint")
  reviewerId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  reviewer: Relation<RepEntity>;

  @Column("bigint")
  templateId: string;

  @ManyToOne(() => DiagnosisTemplateEntity, { nullable: false })
  template: Relation<DiagnosisTemplateEntity>;

  @Column("date")
  reviewedOn: string;

  @Column("double precision")
  score: number;

  @Column("text", { nullable: true })
  worstDimension: string | null;

  @Column("double precision", { nullable: true })
  worstScore: number | null;

  @Column("jsonb")
  dimensions: readonly DimensionScore[];

  @Column("jsonb")
  answers: readonly Answered[];

  @Column("text", { nullable: true })
  note: string | null;
}
