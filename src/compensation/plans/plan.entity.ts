import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

/** A row never changes: `version` counts the versions of the plan of this code, each of which is a row. */
@Entity("compensation_plan")
export class CompensationPlanEntity extends StoredRecord {
  @Column("text")
  code: string;

  @Column("text")
  name: string;

  @Column("date")
  effectiveFrom: string;

  @Column("jsonb")
  document: object;

  @Column("text")
  reason: string;
}
