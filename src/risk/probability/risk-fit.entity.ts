import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

/** What one study of the company's history came to. A row never changes: the latest as of a day holds on it. */
@Entity("risk_fit")
export class RiskFitEntity {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  @Column("text")
  relationship: string;

  @Column("date")
  asOf: string;

  @Column("text")
  status: string;

  @Column("text")
  reason: string;

  @Column("integer")
  horizonDays: number;

  @Column("integer")
  customers: number;

  @Column("integer")
  losses: number;

  @Column("jsonb", { nullable: true })
  model: object | null;

  @Column("jsonb", { nullable: true })
  buying: object | null;

  @Column("jsonb", { nullable: true })
  validation: object | null;

  @Column("integer")
  riskModelVersion: number;

  @Column("integer")
  definitionVersion: number;

  @Column({ type: "timestamptz", precision: 3, default: () => "now()" })
  recordedAt: Date;
}
