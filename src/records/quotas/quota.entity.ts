import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { RepEntity } from "../reps/rep.entity";
import { TeamEntity } from "../teams/team.entity";

@Entity("quota")
export class QuotaEntity extends StoredRecord {
  @Column("bigint", { nullable: true })
  repId: string | null;

  @ManyToOne(() => RepEntity, { nullable: true })
  rep: Relation<RepEntity> | null;

  @Column("bigint", { nullable: true })
  teamId: string | null;

  @ManyToOne(() => TeamEntity, { nullable: true })
  team: Relation<TeamEntity> | null;

  @Column("text")
  measure: string;

  @Column("date")
  startsOn: string;

  @Column("date")
  endsOn: string;

  /** in the measure's unit: a ratio, a count, hours, or an amount in the currency's major unit */
  @Column("numeric")
  goal: string;

  @Column("char", { length: 3, nullable: true })
  currency: string | null;
}
