import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { CustomerEntity } from "../../records/customers/customer.entity";
import { RepEntity } from "../../records/reps/rep.entity";

/** A row never changes: the latest one of a customer holds, and one that says neither score nor band withdraws it. */
@Entity("risk_override")
export class RiskOverrideEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("smallint", { nullable: true })
  score: number | null;

  @Column("text", { nullable: true })
  band: string | null;

  @Column("text")
  reason: string;

  @Column("date")
  startsOn: string;

  @Column("date", { nullable: true })
  endsOn: string | null;

  @Column("bigint", { nullable: true })
  repId: string | null;

  @ManyToOne(() => RepEntity, { nullable: true })
  rep: Relation<RepEntity> | null;

  /** the principal who decided */
  @Column("text")
  decidedBy: string;
}
