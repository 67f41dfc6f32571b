import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { PayPeriodEntity } from "../periods/pay-period.entity";

/** Its totals are `[{ currency, amountMinor, lines }]`, the amount as text. */
@Entity("compensation_batch")
export class CompensationBatchEntity extends StoredRecord {
  @Column("bigint")
  payPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, { nullable: false })
  payPeriod: Relation<PayPeriodEntity>;

  @Column("text", { nullable: true })
  payGroup: string | null;

  @Column("bigint", { nullable: true })
  reissueOfId: string | null;

  @ManyToOne(() => CompensationBatchEntity, { nullable: true })
  reissueOf: Relation<CompensationBatchEntity> | null;

  @Column("date")
  startsOn: string;

  @Column("date")
  endsOn: string;

  @Column("date")
  payOn: string;

  @Column("integer")
  lineCount: number;

  @Column("jsonb")
  totals: object;

  @Column("bytea", { select: false })
  file: Buffer;

  @Column("text")
  contentHash: string;

  @Column("text")
  createdBy: string;
}
