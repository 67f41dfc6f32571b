import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import type { Minor } from "../../kernel/money";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { minorColumn } from "../../platform/database/transformers";
import { RepEntity } from "../../records/reps/rep.entity";
import { StatementLineEntity } from "../statements/statement-line.entity";
import { CompensationBatchEntity } from "./batch.entity";

@Entity("compensation_batch_line")
export class CompensationLineEntity extends StoredRecord {
  @Column("bigint")
  batchId: string;

  @ManyToOne(() => CompensationBatchEntity, { nullable: false })
  batch: Relation<CompensationBatchEntity>;

  @Column("integer")
  position: number;

  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("text")
  employeeNumber: string;

  @Column("text")
  earningCode: string;

  @Column("bigint", { transformer: minorColumn })
  amountMinor: Minor;

  @Column("char", { length: 3 })
  currency: string;

  @Column("date")
  payOn: string;

  @Column("date")
  coversFrom: string;

  /** the last day that it covers */
  @Column("date")
  coversTo: string;

  @Column("text", { nullable: true })
  costCentre: string | null;

  @Column("text")
  comment: string;

  @Column("bigint")
  statementLineId: string;

  @ManyToOne(() => StatementLineEntity, { nullable: false })
  statementLine: Relation<StatementLineEntity>;

  @Column("bigint", { nullable: true })
  reversesId: string | null;

  @ManyToOne(() => CompensationLineEntity, { nullable: true })
  reverses: Relation<CompensationLineEntity> | null;

  @Column("bigint", { nullable: true })
  replacesId: string | null;

  @ManyToOne(() => CompensationLineEntity, { nullable: true })
  replaces: Relation<CompensationLineEntity> | null;
}
