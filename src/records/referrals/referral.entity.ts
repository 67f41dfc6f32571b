import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { CustomerEntity } from "../customers/customer.entity";

@Entity("referral")
export class ReferralEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("bigint")
  leadId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  lead: Relation<CustomerEntity>;

  @Column("date")
  receivedOn: string;

  @Column("date", { nullable: true })
  firstFollowedUpOn: string | null;

  @Column("date", { nullable: true })
  convertedOn: string | null;
}
