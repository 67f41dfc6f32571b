import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { PayPeriodEntity } from "./pay-period.entity";

@Entity("pay_run")
export class PayRunEntity extends StoredRecord {
  @Column("bigint")
  payPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, { nullable: false })
  payPeriod: Relation<PayPeriodEntity>;

  @Column("text", { default: "QUEUED" })
  status: string;

  @Column("date")
  asOf: string;

  @Column("text")
  requestedBy: string;

  @Column("integer", { nullable: true })
  people: number | null;

  @Column("integer", { default: 0 })
  peopleDone: number;

  @Column("text", { nullable: true })
  inputHash: string | null;

  @Column("text", { nullable: true })
  failure: string | null;

  @Column({ type: "timestamptz", nullable: true, precision: 3 })
  startedAt: Date | null;

  @Column({ type: "timestamptz", nullable: true, precision: 3 })
  endedAt: Date | null;
}
