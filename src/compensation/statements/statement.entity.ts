import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { RepEntity } from "../../records/reps/rep.entity";
import { PayPeriodEntity } from "../periods/pay-period.entity";

@Entity("statement")
export class StatementEntity extends StoredRecord {
  @Column("bigint")
  payPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, { nullable: false })
  payPeriod: Relation<PayPeriodEntity>;

  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("text")
  inputHash: string;

  @Column("jsonb", { default: [] })
  exceptions: object;
}
