import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("team")
export class TeamEntity extends StoredRecord {
  @Column("text")
  name: string;
}
