import { Column, Entity, ManyToOne, PrimaryGeneratedColumn, type Relation } from "typeorm";
import { PayPeriodEntity } from "./pay-period.entity";

/** A row never changes. */
@Entity("pay_period_step")
export class PayPeriodStepEntity {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  @Column("bigint")
  payPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, { nullable: false })
  payPeriod: Relation<PayPeriodEntity>;

  @Column("text")
  fromStatus: string;

  @Column("text")
  toStatus: string;

  @Column("text")
  principal: string;

  @Column("text", { nullable: true })
  reason: string | null;

  @Column({ type: "timestamptz", precision: 3, default: () => "now()" })
  takenAt: Date;
}
