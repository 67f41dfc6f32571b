import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { RetentionDefinitionEntity } from "../../value/definitions/definition.entity";
import { AttributionPolicyEntity } from "../credit/policy.entity";

/** A row never changes. */
@Entity("closed_period")
export class ClosedPeriodEntity extends StoredRecord {
  @Column("date")
  startsOn: string;

  @Column("date")
  endsOn: string;

  @Column("date")
  baseStartsOn: string;

  @Column("date")
  baseEndsOn: string;

  @Column("date")
  asOf: string;

  @Column("text")
  rule: string;

  @Column("bigint")
  definitionId: string;

  @ManyToOne(() => RetentionDefinitionEntity)
  definition: Relation<RetentionDefinitionEntity>;

  @Column("bigint")
  policyId: string;

  @ManyToOne(() => AttributionPolicyEntity)
  policy: Relation<AttributionPolicyEntity>;

  @Column("char", { length: 3 })
  currency: string;

  @Column("text")
  reason: string;
}
