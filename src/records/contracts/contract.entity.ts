import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { minorColumn } from "../../platform/database/transformers";
import { CustomerEntity } from "../customers/customer.entity";

@Entity("contract")
export class ContractEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("date")
  signedOn: string;

  @Column("date")
  startsOn: string;

  @Column("date", { nullable: true })
  endsOn: string | null;

  @Column("boolean", { default: false })
  monthToMonth: boolean;

  @Column("bigint", { transformer: minorColumn })
  annualValueMinor: Minor;

  @Column("char", { length: 3 })
  currency: string;

  @Column("bigint", { nullable: true })
  replacesId: string | null;

  @ManyToOne(() => ContractEntity, { nullable: true })
  replaces: Relation<ContractEntity> | null;

  @Column("date", { nullable: true })
  endedOn: string | null;

  @Column("text", { nullable: true })
  lossReason: string | null;

  @Column("text", { nullable: true })
  competitor: string | null;
}
