import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { CustomerEntity } from "../customers/customer.entity";
import { RepEntity } from "../reps/rep.entity";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("assignment")
export class AssignmentEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("text")
  role: string;

  @Column("integer", { default: 10000 })
  share: number;

  @Column("text", { default: "GIVEN" })
  origin: string;

  @Column("date")
  startsOn: string;

  @Column("date", { nullable: true })
  endsOn: string | null;
}
