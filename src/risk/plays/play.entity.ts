import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { CustomerEntity } from "../../records/customers/customer.entity";
import { RepEntity } from "../../records/reps/rep.entity";
import { PlaybookEntity } from "../playbooks/playbook.entity";

@Entity("play")
export class PlayEntity extends StoredRecord {
  @Column("bigint")
  customerId: string;

  @ManyToOne(() => CustomerEntity, { nullable: false })
  customer: Relation<CustomerEntity>;

  @Column("bigint")
  playbookId: string;

  @ManyToOne(() => PlaybookEntity, { nullable: false })
  playbook: Relation<PlaybookEntity>;

  @Column("text")
  playbookCode: string;

  @Column("text")
  role: string;

  @Column("date")
  openedOn: string;

  @Column("date")
  dueOn: string;

  @Column("text")
  evidence: string;

  @Column("text", { nullable: true })
  signal: string | null;

  @Column("double precision", { nullable: true })
  severity: number | null;

  @Column("text", { nullable: true })
  band: string | null;

  @Column("date", { nullable: true })
  eventOn: string | null;

  /** without the override of the customer's risk it would not have been opened */
  @Column("boolean", { default: false })
  restsOnOverride: boolean;

  /** whose review it would not have been opened without */
  @Column("bigint", { nullable: true })
  restsOnReviewerId: string | null;

  @ManyToOne(() => RepEntity, { nullable: true })
  restsOnReviewer: Relation<RepEntity> | null;

  /** whom it was given by hand; null: it belongs to whoever holds the role */
  @Column("bigint", { nullable: true })
  repId: string | null;

  @ManyToOne(() => RepEntity, { nullable: true })
  rep: Relation<RepEntity> | null;

  @Column("date", { nullable: true })
  snoozedUntil: string | null;

  @Column("text", { nullable: true })
  snoozeReason: string | null;

  @Column("date", { nullable: true })
  closedOn: string | null;

  @Column("text", { nullable: true })
  outcome: string | null;

  @Column("text", { nullable: true })
  note: string | null;
}
