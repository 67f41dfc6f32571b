import type { UserError } from "../../platform/graphql/user-error.type";
import { objection } from "../../platform/mutation/objection";
import { versionPublisher } from "../../platform/versions/publish-version";
import { misasked } from "./calc/misasked";
import { DiagnosisTemplateEntity } from "./diagnosis-template.entity";
import type { DiagnosisTemplatePublishInput, SegmentQuestionsInput } from "./diagnosis-template.inputs";

/** Diagnoses stay with the version that they followed. */
export const publishTemplate = versionPublisher<DiagnosisTemplateEntity, DiagnosisTemplatePublishInput>({
  ...{ action: "diagnosisTemplatePublish", record: "diagnosisTemplate", word: "template" },
  entity: DiagnosisTemplateEntity,
  objectTo: ({ bySegment = [] }, next) => {
    const fault = misasked(next);
    return repeatedSegment(bySegment) ?? (fault && objection("INVALID", fault.field, fault.message));
  },
  changes: ({ bySegment, ...given }) => ({
    ...given,
    ...(bySegment && { bySegment: Object.fromEntries(bySegment.map(({ segment, ...own }) => [segment, own])) }),
  }),
});

function repeatedSegment(segments: readonly SegmentQuestionsInput[]): UserError | null {
  const names = segments.map(({ segment }) => segment);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? null : objection("INVALID", "bySegment", `names ${twice} twice: give each segment once`);
}
