import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { ContactEntity } from "../contacts/contact.entity";
import { CustomerEntity } from "../customers/customer.entity";

@Entity("survey")
export class SurveyEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("bigint", { nullable: true })
  contactId: string | null;

  @ManyToOne(() => ContactEntity, { nullable: true })
  contact: Relation<ContactEntity> | null;

  @Column("text")
  kind: string;

  @Column("smallint")
  score: number;

  @Column("date")
  answeredOn: string;

  @Column("text", { nullable: true })
  comment: string | null;
}
