import { Column, Entity } from "typeorm";
import { Version } from "../../platform/versions/version.entity";
import type { Question, SegmentQuestions } from "./calc/diagnosis-template";

@Entity("diagnosis_template")
export class DiagnosisTemplateEntity extends Version {
  @Column("text")
  course: string;

  @Column("integer")
  holdsDays: number;

  @Column("jsonb")
  questions: readonly Question[];

  @Column("jsonb")
  bySegment: Readonly<Record<string, SegmentQuestions>>;
}
