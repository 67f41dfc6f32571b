import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { RepEntity } from "../../records/reps/rep.entity";
import { PayPeriodEntity } from "../periods/pay-period.entity";

@Entity("pay_dispute")
export class PayDisputeEntity extends StoredRecord {
  /** the key that a line keeps however often its period is calculated */
  @Column("text")
  lineExternalId: string;

  @Column("bigint")
  payPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, { nullable: false })
  payPeriod: Relation<PayPeriodEntity>;

  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("text", { default: "OPEN" })
  status: string;

  @Column("text")
  text: string;

  @Column("text")
  raisedBy: string;

  @Column("text", { nullable: true })
  answer: string | null;

  @Column("text", { nullable: true })
  answeredBy: string | null;

  @Column({ type: "timestamptz", nullable: true, precision: 3 })
  answeredAt: Date | null;
}
