import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { minorColumn } from "../../platform/database/transformers";
import { CustomerEntity } from "../customers/customer.entity";
import { RepEntity } from "../reps/rep.entity";

@Entity("purchase")
export class PurchaseEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("bigint", { nullable: true })
  repId: string | null;

  @ManyToOne(() => RepEntity, { nullable: true })
  rep: Relation<RepEntity> | null;

  @Column("date")
  purchasedOn: string;

  @Column("date", { nullable: true })
  paidOn: string | null;

  @Column("bigint", { transformer: minorColumn })
  amountMinor: Minor;

  /** the amount was not given: it follows the lines */
  @Column("boolean", { default: false })
  amountOfLines: boolean;

  @Column("bigint", { nullable: true, transformer: minorColumn })
  costMinor: Minor | null;

  @Column("char", { length: 3 })
  currency: string;

  @Column("bigint", { nullable: true })
  refundOfId: string | null;

  @ManyToOne(() => PurchaseEntity, { nullable: true })
  refundOf: Relation<PurchaseEntity> | null;
}
