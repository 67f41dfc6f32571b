import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { minorColumn } from "../../platform/database/transformers";
import { RepEntity } from "../../records/reps/rep.entity";
import { CompensationPlanEntity } from "../plans/plan.entity";

@Entity("enrolment")
export class EnrolmentEntity extends StoredRecord {
  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("text")
  planCode: string;

  @Column("text")
  role: string;

  /** of a year */
  @Column("bigint", { nullable: true, transformer: minorColumn })
  targetMinor: Minor | null;

  @Column("char", { length: 3 })
  currency: string;

  @Column("date")
  startsOn: string;

  @Column("date", { nullable: true })
  endsOn: string | null;

  @Column("date", { nullable: true })
  acceptedOn: string | null;

  /** the version that could be read then: the database names it */
  @Column("bigint", { nullable: true })
  acceptedPlanId: string | null;

  @ManyToOne(() => CompensationPlanEntity, { nullable: true })
  acceptedPlan: Relation<CompensationPlanEntity> | null;
}
