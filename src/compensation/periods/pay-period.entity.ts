import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("pay_period")
export class PayPeriodEntity extends StoredRecord {
  @Column("date")
  startsOn: string;

  @Column("date")
  endsOn: string;

  @Column("date")
  payOn: string;

  @Column("text", { default: "OPEN" })
  status: string;

  @Column("text", { nullable: true })
  submittedBy: string | null;

  @Column("text", { nullable: true })
  approvedBy: string | null;

  @Column("text", { nullable: true })
  inputHash: string | null;

  @Column("text", { nullable: true })
  linesHash: string | null;
}
