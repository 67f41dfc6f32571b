import type { EntityManager } from "typeorm";
import { unchanged, type Actor, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { alter } from "../../platform/mutation/write";
import { QuotaEntity } from "./quota.entity";
import type { QuotaAdjustInput } from "./quota.inputs";
import { quotaRecord } from "./quota.record";
import { quotaUpsert } from "./quota.upsert";

/** Changes a goal. Nobody changes its own. */
export async function adjustQuota(
  tx: EntityManager,
  actor: Actor,
  { goal, reason, ...input }: QuotaAdjustInput,
): Promise<Outcome> {
  const quota = await lockNamed<QuotaEntity>(tx, actor, quotaRecord, "quota", input.quota);
  if (!quota) return notFound("quota");
  if (actor.viewer.role === "LEADER" && (quota.repId === null || quota.repId === actor.viewer.repId)) {
    return refuse("CONFLICT", "quota", "is your own or a whole team's: ask an administrator");
  }
  const stale = staleVersion(input.version, quota.version, "quota");
  if (stale) return unchanged(stale);
  const writing = { actor, action: "quotaAdjust", entity: QuotaEntity, spec: quotaUpsert, reason };
  return alter(tx, writing, quota, { goal });
}
