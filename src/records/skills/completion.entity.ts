import { Column, Entity, ManyToOne, type Relation } from "typeorm";
import { StoredRecord } from "../../platform/database/stored-record.entity";
import { RepEntity } from "../reps/rep.entity";
import { CourseEntity } from "./course.entity";

@Entity("completion")
export class CompletionEntity extends StoredRecord {
  @Column("bigint")
  repId: string;

  @ManyToOne(() => RepEntity, { nullable: false })
  rep: Relation<RepEntity>;

  @Column("bigint")
  courseId: string;

  @ManyToOne(() => CourseEntity, { nullable: false })
  course: Relation<CourseEntity>;

  @Column("date")
  completedOn: string;

  @Column("date", { nullable: true })
  expiresOn: string | null;
}
