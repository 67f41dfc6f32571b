import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { CustomerEntity } from "../customers/customer.entity";
import { RepEntity } from "../reps/rep.entity";

/**
 * What somebody decided about whose book a customer counts in. It stands here, below the floor that gives credit, because
 * whoever gives a customer to another rep records why it was taken from the one before.
 */
@Entity("book_approval")
export class BookApprovalEntity extends StoredRecord {
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

  @Column("text")
  kind: string;

  @Column("date")
  onDay: string;

  @Column("text")
  reason: string;

  /** the principal who decided */
  @Column("text")
  approvedBy: string;
}
