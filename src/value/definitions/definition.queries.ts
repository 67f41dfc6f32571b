import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";
import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import type { RetentionDefinition } from "./calc/retention-definition";
import { RetentionDefinitionEntity } from "./definition.entity";

/** A definition with the key of its record, by which the graph shows it. */
export interface PublishedDefinition extends RetentionDefinition {
  readonly id: string;
}

const DEFINITION = `
  json_build_object(
    'id', d.id::text, 'version', d.version, 'effectiveFrom', d.effective_from, 'graceDays', d.grace_days,
    'comparison', d.comparison, 'lapse', json_build_object('timesUsualGap', d.lapse_times_usual_gap,
      'fewestPurchases', d.lapse_fewest_purchases, 'lapseDays', d.lapse_days),
    'thankedWithinDays', d.thanked_within_days, 'touchCadenceDays', d.touch_cadence_days,
    'touchCadenceBySegment', d.touch_cadence_by_segment, 'lifetimeYears', d.lifetime_years,
    'discountRate', d.discount_rate, 'currency', d.currency)`;

const IN_EFFECT = `
  select asked.day::text, ${DEFINITION}
  from unnest($1::date[]) asked (day)
  cross join lateral (
    select * from retention_definition where effective_from <= asked.day order by version desc limit 1
  ) d`;

const BY_ID = `select d.id::text, ${DEFINITION} from retention_definition d where d.id = any ($1::bigint[])`;

/**
 * What retained means on a day: the highest version among those in effect. All days that a request asks for together
 * are one statement.
 */
export async function definitionOn(context: Context, day: Day): Promise<PublishedDefinition> {
  const found = await batched(context, "definitionOn", day, (days) => read(context, IN_EFFECT, days));
  return must(found, "the first version is in effect from the first day on");
}

/** A version by its record's key, whichever is in effect. */
export async function definitionOf(context: Context, id: string): Promise<PublishedDefinition> {
  const found = await batched(context, "definitionOf", id, (ids) => read(context, BY_ID, ids));
  return must(found, "versions are never deleted");
}

async function read(
  { database, signal }: Context,
  text: string,
  asked: readonly string[],
): Promise<ReadonlyMap<string, PublishedDefinition>> {
  const query = { text, values: [asked], rowMode: "array" };
  const { rows } = await runCancellable<[asked: string, definition: PublishedDefinition]>(database.pool, query, signal);
  return new Map(rows);
}

/** The version on which the next one is built. */
export const latestDefinition = (tx: EntityManager): Promise<RetentionDefinitionEntity> =>
  tx.getRepository(RetentionDefinitionEntity).findOneOrFail({ where: {}, order: { version: "DESC" } });
