import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { minorColumn } from "../../platform/database/transformers";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("customer")
export class CustomerEntity extends StoredRecord {
  @Column("text")
  name: string;

  @Column("text", { default: "REPEAT_PURCHASE" })
  relationship: string;

  @Column("text", { nullable: true })
  segment: string | null;

  @Column("text", { nullable: true })
  industry: string | null;

  @Column("text", { nullable: true })
  region: string | null;

  @Column("char", { length: 3, nullable: true })
  currency: string | null;

  @Column("text", { nullable: true })
  source: string | null;

  @Column("text", { nullable: true })
  website: string | null;

  @Column("date", { nullable: true })
  firstContactOn: string | null;

  @Column("date", { nullable: true })
  acquiredOn: string | null;

  @Column("bigint", { nullable: true, transformer: minorColumn })
  acquisitionCostMinor: Minor | null;

  @Column("bigint", { nullable: true })
  parentId: string | null;

  @ManyToOne(() => CustomerEntity, { nullable: true })
  parent: Relation<CustomerEntity> | null;

  @Column("bigint", { nullable: true })
  referredById: string | null;

  @ManyToOne(() => CustomerEntity, { nullable: true })
  referredBy: Relation<CustomerEntity> | null;

  @Column("bigint", { nullable: true })
  mergedIntoId: string | null;

  @ManyToOne(() => CustomerEntity, { nullable: true })
  mergedInto: Relation<CustomerEntity> | null;

  @Column("date", { nullable: true })
  mergedOn: string | null;

  @Column("text", { nullable: true })
  note: string | null;
}
