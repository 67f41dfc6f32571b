import type { UserError } from "../../platform/graphql/user-error.type";
import { objection } from "../../platform/mutation/objection";
import { versionPublisher } from "../../platform/versions/publish-version";
import { RetentionDefinitionEntity } from "./definition.entity";
import { LONGEST_WAIT_DAYS, type RetentionDefinitionPublishInput, type SegmentCadenceInput } from "./definition.inputs";

export const publishDefinition = versionPublisher<RetentionDefinitionEntity, RetentionDefinitionPublishInput>({
  ...{ action: "retentionDefinitionPublish", record: "retentionDefinition", word: "definition" },
  entity: RetentionDefinitionEntity,
  objectTo: ({ touchCadenceBySegment: cadences }) => misread(cadences ?? []),
  changes: ({ touchCadenceBySegment: cadences, ...given }) => ({
    ...given,
    ...(cadences && {
      touchCadenceBySegment: Object.fromEntries(cadences.map(({ segment, days }) => [segment, days])),
    }),
  }),
});

function misread(cadences: readonly SegmentCadenceInput[]): UserError | null {
  const refused = (message: string) => objection("INVALID", "touchCadenceBySegment", message);
  const wrong = cadences.find(({ days }) => days < 1 || days > LONGEST_WAIT_DAYS);
  if (wrong) {
    return refused(`gives ${wrong.segment} ${wrong.days} days: a cadence has 1 to ${LONGEST_WAIT_DAYS} days`);
  }
  const segments = cadences.map(({ segment }) => segment);
  if (segments.some((segment) => segment.trim() === "")) return refused("names an empty segment: leave it out");
  const twice = segments.find((segment, index) => segments.indexOf(segment) < index);
  return twice === undefined ? null : refused(`names ${twice} twice: give each segment once`);
}
