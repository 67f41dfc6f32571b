import { Column, Entity, ManyToOne, PrimaryGeneratedColumn, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { minorColumn } from "../../platform/database/transformers";
import { CustomerEntity } from "../../records/customers/customer.entity";
import { RepEntity } from "../../records/reps/rep.entity";
import { PayPeriodEntity } from "../periods/pay-period.entity";
import { StatementLineEntity } from "./statement-line.entity";

/** The line with its period and its person: one key of the table holds a credit to all three. */
const OF_ONE_KEY = { nullable: false, createForeignKeyConstraints: false } as const;

/** What of a line is paid for one credited event. */
@Entity("line_credit")
export class LineCreditEntity {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  @Column("bigint")
  lineId: string;

  @ManyToOne(() => StatementLineEntity, OF_ONE_KEY)
  line: Relation<StatementLineEntity>;

  @Column("bigint")
  payPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, OF_ONE_KEY)
  payPeriod: Relation<PayPeriodEntity>;

  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, OF_ONE_KEY)
  rep: Relation<RepEntity>;

  /** the credited event's id */
  @Column("text")
  event: string;

  @Column("bigint", { nullable: true })
  customerId: string | null;

  @ManyToOne(() => CustomerEntity, { nullable: true })
  customer: Relation<CustomerEntity> | null;

  @Column("date")
  creditedOn: string;

  /** what of the event is the person's, and counts */
  @Column("bigint", { transformer: minorColumn })
  creditedMinor: Minor;

  @Column("bigint", { transformer: minorColumn })
  amountMinor: Minor;

  @Column("char", { length: 3 })
  currency: string;
}
