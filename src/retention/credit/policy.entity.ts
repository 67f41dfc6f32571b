import { Column, Entity } from "typeorm";
import { Version } from "../../platform/versions/version.entity";

@Entity("attribution_policy")
export class AttributionPolicyEntity extends Version {
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
}
