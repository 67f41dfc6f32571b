import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { minorColumn } from "../../platform/database/transformers";
import { RepEntity } from "../../records/reps/rep.entity";
import { PayPeriodEntity } from "../periods/pay-period.entity";
import { StatementEntity } from "./statement.entity";

/** The statement with its period and its person: one key of the table holds a line to all three. */
const OF_ONE_KEY = { nullable: false, createForeignKeyConstraints: false } as const;

@Entity("statement_line")
export class StatementLineEntity extends StoredRecord {
  @Column("bigint")
  statementId: string;

  @ManyToOne(() => StatementEntity, OF_ONE_KEY)
  statement: Relation<StatementEntity>;

  @Column("bigint")
  payPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, OF_ONE_KEY)
  payPeriod: Relation<PayPeriodEntity>;

  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, OF_ONE_KEY)
  rep: Relation<RepEntity>;

  @Column("integer")
  position: number;

  @Column("text")
  kind: string;

  /** of a correction, the kind of what it corrects; of any other line, its own */
  @Column("text")
  paidKind: string;

  @Column("text", { nullable: true })
  planCode: string | null;

  @Column("integer", { nullable: true })
  planVersion: number | null;

  @Column("text", { nullable: true })
  component: string | null;

  @Column("text", { nullable: true })
  earningCode: string | null;

  @Column("bigint")
  forPeriodId: string;

  @ManyToOne(() => PayPeriodEntity, OF_ONE_KEY)
  forPeriod: Relation<PayPeriodEntity>;

  /** the same where it is another than the one that pays: PostgreSQL tells it, and looks it up */
  @Column({ type: "bigint", nullable: true, insert: false, update: false })
  earlierPeriodId: string | null;

  @ManyToOne(() => PayPeriodEntity, { nullable: true })
  earlierPeriod: Relation<PayPeriodEntity> | null;

  /** the credit that a line of its own is about */
  @Column("text", { nullable: true })
  event: string | null;

  @Column("bigint", { nullable: true })
  correctsId: string | null;

  @ManyToOne(() => StatementLineEntity, { nullable: true })
  corrects: Relation<StatementLineEntity> | null;

  @Column("bigint", { transformer: minorColumn })
  amountMinor: Minor;

  @Column("char", { length: 3 })
  currency: string;

  @Column("json")
  trace: object;
}
