import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { runCancellable } from "../../platform/database/cancellable";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import type { NewRiskFit, RiskRelationship } from "./calc/risk-fit";
import { RiskFitEntity } from "./risk-fit.entity";

/** A fit by which probabilities are told. */
export interface ActiveFit extends Pick<NewRiskFit, "relationship" | "horizonDays" | "buying"> {
  readonly id: string;
  readonly model: NonNullable<NewRiskFit["model"]>;
}

/** The fits that hold on a day. */
export interface FitsOfDay {
  /** of the newest of them, active or not; null before the first */
  readonly newest: string | null;
  readonly active: ReadonlyMap<RiskRelationship, ActiveFit>;
}

const LATEST = `
  select asked.day::text, max(f.id)::text, coalesce(json_agg(json_build_object(
    'id', f.id::text, 'relationship', f.relationship, 'horizonDays', f.horizon_days, 'model', f.model, 'buying', f.buying
  )) filter (where f.status = 'ON'), '[]')
  from unnest($1::date[]) asked (day)
  left join lateral (
    select distinct on (relationship) * from risk_fit
    where as_of <= asked.day order by relationship, as_of desc, id desc
  ) f on true
  group by asked.day`;

/** By which probabilities are told on a day: a fit counts from the day on that it knew, until the next one. */
export async function riskFitsOn(context: Context, day: Day): Promise<FitsOfDay> {
  const found = await batched(context, "riskFitsOn", day, (days) => fitsOn(context, days));
  return must(found, "every day has an answer, if only that nothing was fitted");
}

async function fitsOn({ database, signal }: Context, days: readonly string[]): Promise<ReadonlyMap<string, FitsOfDay>> {
  const query = { text: LATEST, values: [days], rowMode: "array" };
  type Row = [day: string, newest: string | null, active: ActiveFit[]];
  const { rows } = await runCancellable<Row>(database.pool, query, signal);
  return new Map(
    rows.map(([day, newest, active]) => [
      day,
      { newest, active: new Map(active.map((fit) => [fit.relationship, fit])) },
    ]),
  );
}

/** Adds what one study has come to. */
export async function storeRiskFits(tx: EntityManager, fits: readonly NewRiskFit[]): Promise<void> {
  // TypeORM writes the keys into the objects that it is given.
  await tx.getRepository(RiskFitEntity).insert(fits.map((fit) => ({ ...fit })));
}
