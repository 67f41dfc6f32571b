import type { EntityManager } from "typeorm";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { staleVersion } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import { AttributionPolicyEntity } from "./policy.entity";
import type { AttributionPolicyPublishInput } from "./policy.inputs";
import { latestPolicy } from "./policy.queries";

const writes = {
  action: "attributionPolicyPublish",
  entity: AttributionPolicyEntity,
  spec: {
    record: "attributionPolicy",
    table: "attribution_policy",
    constraints: {
      attribution_policy_version_key: {
        field: "version",
        message: "was followed by a newer one just now: read that and decide anew",
      },
    },
  },
};

/** Adds a version: the latest one with what is given changed. Versions before it stay as they are. */
export async function publishPolicy(
  tx: EntityManager,
  actor: Actor,
  input: AttributionPolicyPublishInput,
): Promise<Outcome> {
  const latest = await latestPolicy(tx);
  const stale = staleVersion(input.version, latest.version, "policy");
  if (stale) return unchanged(stale);
  const { id: _id, externalId: _externalId, recordedAt: _recordedAt, ...terms } = latest;
  const changes = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return add(tx, { ...writes, actor }, { ...terms, ...changes, version: latest.version + 1 });
}
