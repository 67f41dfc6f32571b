import type { MigrationInterface, QueryRunner } from "typeorm";

/** The first version's weights: judgement until the company's own history says better. */
const WEIGHTS = {
  ...{ PURCHASE_RHYTHM: 0.8, SPEND_TREND: 0.4, PRODUCT_BREADTH: 0.25 },
  ...{ ATTENTION_GAP: 0.3, CHAMPION_LEFT: 0.4, SINGLE_THREADED: 0.15, HANDOVERS: 0.25, SENTIMENT_TREND: 0.3 },
  ...{ OPEN_COMPLAINTS: 0.45, SLOW_ANSWERS: 0.2, EXPECTATIONS_MISSED: 0.3, TECHNOLOGY_FAILURES: 0.35 },
  ...{ STAFFING_PROBLEMS: 0.2, UNASSIGNED_ROLES: 0.15, REP_LEAVING: 0.25 },
  ...{ RENEWAL_WITHOUT_TALKS: 0.6, LAST_RENEWAL: 0.25 },
  ...{ MARGIN_EROSION: 0.15, COST_TO_SERVE: 0.1, DISCOUNT_DEPENDENCE: 0.15 },
  ...{ NPS: 0.3, CSAT: 0.3, SILENT_VOICE: 0.1, COMPETITOR_MENTIONED: 0.45, DIAGNOSIS: 0.5 },
};

/** How signals become a score: versions that are added and never change. */
export class CreateRiskModels1750000200000 implements MigrationInterface {
  name = "CreateRiskModels1750000200000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table risk_model (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        effective_from date not null,
        weights jsonb not null,
        by_segment jsonb not null,
        watch_from integer not null,
        at_risk_from integer not null,
        critical_from integer not null,
        hysteresis integer not null,
        minimum_coverage double precision not null,
        horizon_days integer not null,
        reason text not null,
        version integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint risk_model_pkey primary key (id),
        constraint risk_model_external_id_key unique (external_id),
        constraint risk_model_version_key unique (version),
        constraint risk_model_version_check check (version > 0),
        constraint risk_model_weights_check check (
          jsonb_typeof(weights) = 'object'
          and not jsonb_path_exists(weights, '$.* ? (@.type() != "number" || @ < 0 || @ > 1)')),
        constraint risk_model_by_segment_check check (
          jsonb_typeof(by_segment) = 'object'
          and not jsonb_path_exists(by_segment, '$.*.weights.* ? (@.type() != "number" || @ < 0 || @ > 1)')
          and not jsonb_path_exists(by_segment, '$.*.cadenceDays ? (@.type() != "number" || @ < 1)')),
        constraint risk_model_thresholds_check
          check (0 < watch_from and watch_from < at_risk_from and at_risk_from < critical_from and critical_from <= 100),
        constraint risk_model_hysteresis_check check (hysteresis >= 0 and hysteresis < watch_from),
        constraint risk_model_minimum_coverage_check check (minimum_coverage between 0 and 1),
        constraint risk_model_horizon_days_check check (horizon_days >= 1)
      )`);

    // The published defaults hold from the first day that a date can name: there is a model for every day.
    await runner.query(
      `insert into risk_model (external_id, version, effective_from, weights, by_segment, watch_from, at_risk_from,
         critical_from, hysteresis, minimum_coverage, horizon_days, reason)
       values ('published-defaults', 1, '0001-01-01', $1, '{}', 25, 50, 75, 5, 0.4, 90, 'The published defaults.')`,
      [JSON.stringify(WEIGHTS)],
    );

    await runner.query(`
      create trigger risk_model_append_only before update or delete or truncate on risk_model
      for each statement execute function refuse_change()`);
    await runner.query(`alter table risk_model enable always trigger risk_model_append_only`);
    await runner.query(`revoke update, delete, truncate on risk_model from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
