import type { ClientBase, Pool } from "pg";

/** Columns of a model; a signal that `weights` leaves out weighs nothing. */
interface Change {
  readonly weights?: Readonly<Record<string, number>>;
  readonly watch_from?: number;
  readonly at_risk_from?: number;
  readonly critical_from?: number;
  readonly hysteresis?: number;
  readonly minimum_coverage?: number;
  readonly horizon_days?: number;
}

/** Another version of the risk model for all days, the latest one but for what is given: what one signal says is seen best alone. */
export const changeRiskModel = (owner: ClientBase | Pool, change: Change): Promise<unknown> =>
  owner.query(
    `insert into risk_model (external_id, version, effective_from, weights, by_segment, watch_from, at_risk_from, critical_from,
       hysteresis, minimum_coverage, horizon_days, reason)
     select 'version ' || latest.version + 1, latest.version + 1, latest.effective_from, changed.weights, latest.by_segment,
       changed.watch_from, changed.at_risk_from, changed.critical_from, changed.hysteresis, changed.minimum_coverage,
       changed.horizon_days, 'a test'
     from risk_model latest, jsonb_populate_record(latest, $1::jsonb) changed
     where latest.version = (select max(version) from risk_model)`,
    [JSON.stringify(change)],
  );
