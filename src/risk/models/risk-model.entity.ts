import { Column, Entity } from "typeorm";
import { Version } from "../../platform/versions/version.entity";
import type { SegmentSettings, Weights } from "./calc/risk-model";

@Entity("risk_model")
export class RiskModelEntity extends Version {
  @Column("jsonb")
  weights: Weights;

  @Column("jsonb")
  bySegment: Readonly<Record<string, SegmentSettings>>;

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
}
