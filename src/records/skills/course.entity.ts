import { Column, Entity } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";

@Entity("course")
export class CourseEntity extends StoredRecord {
  @Column("text")
  name: string;

  @Column("text", { nullable: true })
  trains: string | null;
}
