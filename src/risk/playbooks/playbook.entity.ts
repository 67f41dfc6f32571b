import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

/** A row never changes: `version` counts the changes of the playbook, each of which is a row. */
@Entity("playbook")
export class PlaybookEntity extends StoredRecord {
  @Column("text")
  code: string;

  @Column("date")
  effectiveFrom: string;

  @Column("text")
  name: string;

  @Column("text")
  opensOn: string;

  @Column("text", { nullable: true })
  signal: string | null;

  @Column("double precision", { nullable: true })
  fromSeverity: number | null;

  @Column("double precision", { nullable: true })
  belowSeverity: number | null;

  @Column("text", { nullable: true })
  fromBand: string | null;

  @Column("text", { nullable: true })
  event: string | null;

  @Column("text")
  role: string;

  @Column("text", { array: true })
  steps: string[];

  @Column("integer")
  dueWithinDays: number;

  @Column("integer")
  coolDownDays: number;

  @Column("boolean", { default: false })
  retired: boolean;

  @Column("text")
  reason: string;
}
