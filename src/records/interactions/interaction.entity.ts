import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { minorColumn } from "../../platform/database/transformers";
import type { Minor } from "../../kernel/money";
import { CustomerEntity } from "../customers/customer.entity";
import { RepEntity } from "../reps/rep.entity";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("interaction")
export class InteractionEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("bigint", { nullable: true })
  repId: string | null;

  @ManyToOne(() => RepEntity, { nullable: true })
  rep: Relation<RepEntity> | null;

  @Column("text")
  kind: string;

  @Column("text", { nullable: true })
  channel: string | null;

  @Column("text", { nullable: true })
  direction: string | null;

  @Column("text", { nullable: true })
  point: string | null;

  @Column({ type: "timestamptz", precision: 3 })
  occurredAt: Date;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  askedAt: Date | null;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  answeredAt: Date | null;

  @Column("smallint", { nullable: true })
  sentiment: number | null;

  @Column("text", { nullable: true })
  expectation: string | null;

  @Column("text", { nullable: true })
  competitor: string | null;

  @Column("bigint", { nullable: true, transformer: minorColumn })
  costMinor: Minor | null;

  @Column("char", { length: 3, nullable: true })
  currency: string | null;

  @Column("text", { nullable: true })
  note: string | null;
}
