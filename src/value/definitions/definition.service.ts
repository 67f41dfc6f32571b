import type { EntityManager } from "typeorm";
import type { UserError } from "../../platform/graphql/user-error.type";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { objection, staleVersion } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import { RetentionDefinitionEntity } from "./definition.entity";
import { LONGEST_WAIT_DAYS, type RetentionDefinitionPublishInput, type SegmentCadenceInput } from "./definition.inputs";
import { latestDefinition } from "./definition.queries";

const writes = {
  action: "retentionDefinitionPublish",
  entity: RetentionDefinitionEntity,
  spec: {
    record: "retentionDefinition",
    table: "retention_definition",
    constraints: {
      retention_definition_version_key: {
        field: "version",
        message: "was followed by a newer one just now: read that and decide anew",
      },
    },
  },
};

/** Adds a version: the latest one with what is given changed. Versions before it stay as they are. */
export async function publishDefinition(
  tx: EntityManager,
  actor: Actor,
  input: RetentionDefinitionPublishInput,
): Promise<Outcome> {
  const latest = await latestDefinition(tx);
  const found = staleVersion(input.version, latest.version, "definition") ?? misread(input.touchCadenceBySegment ?? []);
  if (found) return unchanged(found);
  const { id: _id, externalId: _externalId, recordedAt: _recordedAt, ...terms } = latest;
  const { touchCadenceBySegment: cadences, ...given } = input;
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const version = latest.version + 1;
  return add(
    tx,
    { ...writes, actor },
    {
      ...{ ...terms, ...changes, version },
      ...(cadences && {
        touchCadenceBySegment: Object.fromEntries(cadences.map(({ segment, days }) => [segment, days])),
      }),
    },
  );
}

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
