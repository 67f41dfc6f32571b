import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { minorColumn } from "../../platform/database/transformers";
import { RepEntity } from "../../records/reps/rep.entity";
import { PayPeriodEntity } from "../periods/pay-period.entity";

@Entity("pay_adjustment")
export class PayAdjustmentEntity extends StoredRecord {
  @Column("bigint")
  payPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, { nullable: false })
  payPeriod: Relation<PayPeriodEntity>;

  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("text")
  earningCode: string;

  @Column("bigint", { transformer: minorColumn })
  amountMinor: Minor;

  @Column("char", { length: 3 })
  currency: string;

  @Column("text")
  reason: string;

  @Column("text")
  requestedBy: string;

  @Column("text", { nullable: true })
  approvedBy: string | null;

  @Column({ type: "timestamptz", nullable: true, precision: 3 })
  approvedAt: Date | null;

  @Column("text", { nullable: true })
  withdrawnBy: string | null;

  @Column({ type: "timestamptz", nullable: true, precision: 3 })
  withdrawnAt: Date | null;
}
