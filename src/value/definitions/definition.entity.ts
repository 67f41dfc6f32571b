import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

/** A row never changes: `version` counts the changes of the definition, each of which is a row. */
@Entity("retention_definition")
export class RetentionDefinitionEntity extends StoredRecord {
  @Column("date")
  effectiveFrom: string;

  @Column("integer")
  graceDays: number;

  @Column("text")
  comparison: string;

  @Column("double precision")
  lapseTimesUsualGap: number;

  @Column("integer")
  lapseFewestPurchases: number;

  @Column("integer")
  lapseDays: number;

  @Column("integer")
  thankedWithinDays: number;

  @Column("integer")
  touchCadenceDays: number;

  @Column("jsonb")
  touchCadenceBySegment: Readonly<Record<string, number>>;

  @Column("integer")
  lifetimeYears: number;

  @Column("double precision")
  discountRate: number;

  @Column("char", { length: 3, nullable: true })
  currency: string | null;

  @Column("text")
  reason: string;
}
