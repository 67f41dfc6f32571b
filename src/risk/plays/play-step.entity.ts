import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { PlayEntity } from "./play.entity";

@Entity("play_step")
export class PlayStepEntity extends StoredRecord {
  @Column("bigint")
  playId: string;

  @ManyToOne(() => PlayEntity, { nullable: false })
  play: Relation<PlayEntity>;

  @Column("integer")
  position: number;

  @Column("text")
  what: string;

  @Column("date", { nullable: true })
  doneOn: string | null;

  @Column("text", { nullable: true })
  doneBy: string | null;
}
