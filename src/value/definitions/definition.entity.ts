import { Column, Entity } from "typeorm";
import { Version } from "../../platform/versions/version.entity";

@Entity("retention_definition")
export class RetentionDefinitionEntity extends Version {
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
}
