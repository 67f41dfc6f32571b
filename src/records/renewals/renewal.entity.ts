import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { minorColumn } from "../../platform/database/transformers";
import { ContractEntity } from "../contracts/contract.entity";
import { CustomerEntity } from "../customers/customer.entity";

@Entity("renewal")
export class RenewalEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("bigint", { nullable: true })
  contractId: string | null;

  @ManyToOne(() => ContractEntity, { nullable: true })
  contract: Relation<ContractEntity> | null;

  @Column("date")
  dueOn: string;

  @Column("bigint", { transformer: minorColumn })
  valueDueMinor: Minor;

  @Column("char", { length: 3 })
  currency: string;

  @Column("text", { default: "UPCOMING" })
  status: string;

  /** when the status was set; kept by a trigger */
  @Column({ type: "timestamptz", precision: 3, default: () => "now()" })
  statusSince: Date;

  @Column("date", { nullable: true })
  closedOn: string | null;

  @Column("bigint", { nullable: true, transformer: minorColumn })
  valueRenewedMinor: Minor | null;

  @Column("bigint", { nullable: true })
  renewedById: string | null;

  @ManyToOne(() => ContractEntity, { nullable: true })
  renewedBy: Relation<ContractEntity> | null;

  @Column("text", { nullable: true })
  lossReason: string | null;

  @Column("text", { nullable: true })
  competitor: string | null;

  @Column("text", { nullable: true })
  note: string | null;
}
