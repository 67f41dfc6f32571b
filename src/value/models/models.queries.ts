import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { runCancellable } from "../../platform/database/cancellable";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { type FittedModels, fittedModelsOf, type StoredModel } from "./calc/fitted-models";
import { CustomerModelEntity } from "./customer-model.entity";

const LATEST = `
  select asked.day::text, coalesce(json_agg(json_build_object(
    'id', m.id::text, 'kind', m.kind, 'segment', m.segment, 'asOf', m.as_of, 'status', m.status, 'reason', m.reason,
    'parameters', m.parameters, 'currency', m.currency, 'assumed', m.assumed)) filter (where m.id is not null), '[]')
  from unnest($1::date[]) asked (day)
  left join lateral (
    select distinct on (kind, segment) * from customer_model
    where as_of <= asked.day order by kind, segment, as_of desc, id desc
  ) m on true
  group by asked.day`;

/**
 * The models to foretell with on a day: of every kind and segment the latest fit as of that day or an earlier one. All
 * days that a request asks for together are one statement.
 */
export async function fittedModels(context: Context, asOf: Day): Promise<FittedModels> {
  const found = await batched(context, "fittedModels", asOf, (days) => latestModels(context, days));
  return must(found, "every day has an answer, if only that nothing was fitted");
}

async function latestModels(
  { database, signal }: Context,
  days: readonly string[],
): Promise<ReadonlyMap<string, FittedModels>> {
  const query = { text: LATEST, values: [days], rowMode: "array" };
  const { rows } = await runCancellable<[day: string, latest: StoredModel[]]>(database.pool, query, signal);
  return new Map(rows.map(([day, latest]) => [day, fittedModelsOf(latest)]));
}

/** Adds what one run has fitted. */
export async function storeModels(
  tx: EntityManager,
  models: readonly Omit<CustomerModelEntity, "id" | "recordedAt">[],
): Promise<void> {
  await tx.getRepository(CustomerModelEntity).insert([...models]);
}
