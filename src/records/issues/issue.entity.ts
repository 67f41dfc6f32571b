import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { CustomerEntity } from "../customers/customer.entity";

@Entity("issue")
export class IssueEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("text")
  kind: string;

  @Column("text", { nullable: true })
  severity: string | null;

  @Column({ type: "timestamptz", precision: 3 })
  openedAt: Date;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  resolvedAt: Date | null;

  @Column("text", { nullable: true })
  summary: string | null;
}
