import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { CustomerEntity } from "../customers/customer.entity";

@Entity("contact")
export class ContactEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("text")
  fullName: string;

  @Column("text", { nullable: true })
  email: string | null;

  @Column("text", { nullable: true })
  influence: string | null;

  @Column("date", { nullable: true })
  leftOn: string | null;
}
