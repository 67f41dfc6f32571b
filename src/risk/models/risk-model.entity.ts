import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

/** A row never changes: `version` counts the changes of the model, each of which is a row. */
@Entity("risk_model")
export class RiskModelEntity extends StoredRecord {
  @Column("date")
  effectiveFrom: string;

  @Column("jsonb")
  weights: object;

  @Column("jsonb")
  bySegment: object;

  @Column("integer")
  watchFrom: number;

  @Column("integer")
  atRiskFrom: number;

  @Column("integer")
  criticalFrom: number;

  @Column("integer")
  hysteresis: number;

  @Column("double precision")
  minimumCoverage: number;

  @Column("integer")
  horizonDays: number;

  @Column("text")
  reason: string;
}
