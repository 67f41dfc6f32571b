import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

/** A row never changes: `version` counts the changes of the policy, each of which is a row. */
@Entity("attribution_policy")
export class AttributionPolicyEntity extends StoredRecord {
  @Column("date")
  effectiveFrom: string;

  @Column("text")
  rule: string;

  @Column("integer")
  minimumDays: number;

  @Column("integer")
  inheritedGraceDays: number;

  @Column("text", { array: true })
  excusedReasons: string[];

  @Column("boolean")
  removalNeedsReason: boolean;

  @Column("text")
  reason: string;
}
