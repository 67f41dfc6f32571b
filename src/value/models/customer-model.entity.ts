import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

/** One fit of one model. A row never changes: whoever fits anew adds rows, and the latest as of a day hold. */
@Entity("customer_model")
export class CustomerModelEntity {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  @Column("text")
  kind: string;

  /** null: of all customers */
  @Column("text", { nullable: true })
  segment: string | null;

  @Column("date")
  asOf: string;

  @Column("text")
  status: string;

  @Column("text", { nullable: true })
  reason: string | null;

  @Column("jsonb", { nullable: true })
  parameters: object | null;

  @Column("double precision", { nullable: true })
  logLikelihood: number | null;

  @Column("integer")
  customers: number;

  @Column("char", { length: 3, nullable: true })
  currency: string | null;

  @Column("jsonb")
  assumed: readonly string[];

  /** how the model of an earlier day foretold the time since */
  @Column("jsonb", { nullable: true })
  holdout: object | null;

  @Column("integer")
  definitionVersion: number;

  @Column({ type: "timestamptz", precision: 3, default: () => "now()" })
  recordedAt: Date;
}
