import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { TeamEntity } from "../teams/team.entity";
import { RepEntity } from "./rep.entity";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("rep_position")
export class RepPositionEntity extends StoredRecord {
  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("text")
  role: string;

  @Column("bigint", { nullable: true })
  teamId: string | null;

  @ManyToOne(() => TeamEntity, { nullable: true })
  team: Relation<TeamEntity> | null;

  @Column("bigint", { nullable: true })
  managerId: string | null;

  @ManyToOne(() => RepEntity, { nullable: true })
  manager: Relation<RepEntity> | null;

  @Column("date")
  startsOn: string;

  @Column("date", { nullable: true })
  endsOn: string | null;
}
