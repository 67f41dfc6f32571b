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

const IN_EFFECT = `
  select asked.day::text, json_build_object(
    'id', p.id::text, 'version', p.version, 'effectiveFrom', p.effective_from, 'rule', p.rule,
    'minimumDays', p.minimum_days, 'inheritedGraceDays', p.inherited_grace_days, 'excusedReasons', p.excused_reasons)
  from unnest($1::date[]) asked (day)
  cross join lateral (
    select * from attribution_policy where effective_from <= asked.day order by version desc limit 1
  ) p`;

/**
 * Whose customers are on a day: the highest version among those in effect. All days that a request asks for together
 * are one statement.
 */
export async function attributionPolicyOn(context: Context, day: Day): Promise<PublishedPolicy> {
  const found = await batched(context, "attributionPolicyOn", day, (days) => policiesOn(context, days));
  return must(found, "the first version is in effect from the first day on");
}

async function policiesOn(
  { database, signal }: Context,
  days: readonly string[],
): Promise<ReadonlyMap<string, PublishedPolicy>> {
  const query = { text: IN_EFFECT, values: [days], rowMode: "array" };
  const { rows } = await runCancellable<[day: string, policy: PublishedPolicy]>(database.pool, query, signal);
  return new Map(rows);
}

/** The version on which the next one is built. */
export const latestPolicy = (tx: EntityManager): Promise<AttributionPolicyEntity> =>
  tx.getRepository(AttributionPolicyEntity).findOneOrFail({ where: {}, order: { version: "DESC" } });
