import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { runCancellable } from "../../platform/database/cancellable";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import type { AttributionPolicy } from "./calc/attribution-policy";
import { AttributionPolicyEntity } from "./policy.entity";

/** A policy with the key of its record, by which the graph shows it. */
export interface PublishedPolicy extends AttributionPolicy {
  readonly id: string;
}

const POLICY = `
  json_build_object(
    'id', p.id::text, 'version', p.version, 'effectiveFrom', p.effective_from, 'rule', p.rule,
    'minimumDays', p.minimum_days, 'inheritedGraceDays', p.inherited_grace_days, 'excusedReasons', p.excused_reasons,
    'removalNeedsReason', p.removal_needs_reason)`;

const IN_EFFECT = `
  select asked.day::text, ${POLICY}
  from unnest($1::date[]) asked (day)
  cross join lateral (
    select * from attribution_policy where effective_from <= asked.day order by version desc limit 1
  ) p`;

const BY_ID = `select p.id::text, ${POLICY} from attribution_policy p where p.id = any ($1::bigint[])`;

/**
 * Whose customers are on a day: the highest version among those in effect. All days that a request asks for together
 * are one statement.
 */
export async function attributionPolicyOn(context: Context, day: Day): Promise<PublishedPolicy> {
  const found = await batched(context, "attributionPolicyOn", day, (days) => read(context, IN_EFFECT, days));
  return must(found, "the first version is in effect from the first day on");
}

/** A version by its record's key, whichever is in effect. */
export async function attributionPolicyOf(context: Context, id: string): Promise<PublishedPolicy> {
  const found = await batched(context, "attributionPolicyOf", id, (ids) => read(context, BY_ID, ids));
  return must(found, "versions are never deleted");
}

async function read(
  { database, signal }: Context,
  text: string,
  asked: readonly string[],
): Promise<ReadonlyMap<string, PublishedPolicy>> {
  const query = { text, values: [asked], rowMode: "array" };
  const { rows } = await runCancellable<[asked: string, policy: PublishedPolicy]>(database.pool, query, signal);
  return new Map(rows);
}

/** The version on which the next one is built. */
export const latestPolicy = (tx: EntityManager): Promise<AttributionPolicyEntity> =>
  tx.getRepository(AttributionPolicyEntity).findOneOrFail({ where: {}, order: { version: "DESC" } });
