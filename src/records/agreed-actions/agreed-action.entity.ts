import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { RepEntity } from "../reps/rep.entity";
import { TeamEntity } from "../teams/team.entity";

@Entity("agreed_action")
export class AgreedActionEntity extends StoredRecord {
  /** null: the whole company's */
  @Column("bigint", { nullable: true })
  teamId: string | null;

  @ManyToOne(() => TeamEntity, { nullable: true })
  team: Relation<TeamEntity> | null;

  @Column("bigint")
  ownerId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  owner: Relation<RepEntity>;

  @Column("text")
  what: string;

  /** the period whose losses it answers */
  @Column("date")
  startsOn: string;

  @Column("date")
  endsOn: string;

  @Column("date")
  agreedOn: string;

  @Column("date")
  dueOn: string;

  @Column("date", { nullable: true })
  doneOn: string | null;
}
