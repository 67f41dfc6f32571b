import { versionRecord } from "../../platform/versions/version.record";
import { DiagnosisTemplateEntity } from "./diagnosis-template.entity";

const bySegment = (template: string): string =>
  `(select coalesce(json_agg(json_build_object('segment', own.key, 'without', own.value -> 'without', ` +
  `'questions', own.value -> 'questions') order by own.key), '[]') from jsonb_each(${template}.by_segment) own)`;

export const diagnosisTemplateRecord = versionRecord({
  type: "DiagnosisTemplate",
  entity: DiagnosisTemplateEntity,
  terms: ["course", "holdsDays", "questions", "bySegment"],
  fields: { bySegment },
});
