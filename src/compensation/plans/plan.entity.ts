import { Column, Entity } from "typeorm";
import { Version } from "../../platform/versions/version.entity";

/** Versions are counted by code. */
@Entity("compensation_plan")
export class CompensationPlanEntity extends Version {
  @Column("text")
  code: string;

  @Column("text")
  name: string;

  /** with every default filled in, so that a version says the same for good */
  @Column("jsonb")
  document: object;
}
