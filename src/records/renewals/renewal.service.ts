import type { EntityManager } from "typeorm";
import type { UserError } from "../../platform/graphql/user-error.type";
import { amountOf } from "../../platform/mutation/amount";
import { unchanged, type Actor, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, objection, refuse, staleVersion } from "../../platform/mutation/objection";
import { alter } from "../../platform/mutation/write";
import type { ContractEntity } from "../contracts/contract.entity";
import { contractRecord } from "../contracts/contract.record";
import type { RenewalCloseInput, RenewalReopenInput, RenewalStartTalksInput } from "./renewal-actions.inputs";
import { RenewalEntity } from "./renewal.entity";
import { renewalRecord } from "./renewal.record";
import { renewalUpsert } from "./renewal.upsert";

const writes = { entity: RenewalEntity, spec: renewalUpsert };

const lock = (tx: EntityManager, actor: Actor, id: string): Promise<RenewalEntity | null> =>
  lockNamed<RenewalEntity>(tx, actor, renewalRecord, "renewal", id);

export async function startTalks(tx: EntityManager, actor: Actor, input: RenewalStartTalksInput): Promise<Outcome> {
  const renewal = await lock(tx, actor, input.renewal);
  if (!renewal) return notFound("renewal");
  const reason = staleVersion(input.version, renewal.version, "renewal") ?? closed(renewal);
  if (reason) return unchanged(reason);
  if (renewal.status === "IN_TALKS") return refuse("CONFLICT", "renewal", "is being talked about already");
  return alter(tx, { ...writes, actor, action: "renewalStartTalks" }, renewal, { status: "IN_TALKS" });
}

export async function closeRenewal(tx: EntityManager, actor: Actor, input: RenewalCloseInput): Promise<Outcome> {
  const renewal = await lock(tx, actor, input.renewal);
  if (!renewal) return notFound("renewal");
  const reason = staleVersion(input.version, renewal.version, "renewal") ?? closed(renewal);
  if (reason) return unchanged(reason);
  const { outcome, closedOn, valueRenewed, renewedBy } = input;
  if (closedOn > actor.today) return refuse("INVALID", "closedOn", `is ${closedOn}: nothing is decided before its day`);
  const value = valueRenewed == null ? null : amountOf(valueRenewed, renewal.currency);
  if (valueRenewed != null && value === null) return refuse("INVALID", "valueRenewed", "is too large");
  const next = renewedBy ? await lockNamed<ContractEntity>(tx, actor, contractRecord, "renewedBy", renewedBy) : null;
  if (renewedBy && !next) return notFound("renewedBy", "contract");
  return alter(tx, { ...writes, actor, action: "renewalClose" }, renewal, {
    ...{ status: outcome, closedOn, valueRenewedMinor: value, renewedById: next?.id ?? null },
    lossReason: input.lossReason ?? null,
    competitor: input.competitor ?? renewal.competitor,
    note: input.note ?? renewal.note,
  });
}

/** Who was considered and what was said stays known. */
export async function reopenRenewal(tx: EntityManager, actor: Actor, input: RenewalReopenInput): Promise<Outcome> {
  const renewal = await lock(tx, actor, input.renewal);
  if (!renewal) return notFound("renewal");
  const stale = staleVersion(input.version, renewal.version, "renewal");
  if (stale) return unchanged(stale);
  if (renewal.closedOn === null) return refuse("CONFLICT", "renewal", "is open");
  return alter(tx, { ...writes, actor, action: "renewalReopen", reason: input.reason }, renewal, {
    ...{ status: "IN_TALKS", closedOn: null, valueRenewedMinor: null, renewedById: null, lossReason: null },
  });
}

function closed({ status, closedOn }: RenewalEntity): UserError | null {
  if (closedOn === null) return null;
  return objection("CONFLICT", "renewal", `was closed as ${status} on ${closedOn}: a leader may reopen it`);
}
