import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the company means by "retained": versions that are added and never change. */
export class CreateRetentionDefinitions1750000050000 implements MigrationInterface {
  name = "CreateRetentionDefinitions1750000050000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table retention_definition (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        effective_from date not null,
        grace_days integer not null,
        comparison text not null,
        lapse_times_usual_gap double precision not null,
        lapse_fewest_purchases integer not null,
        lapse_days integer not null,
        thanked_within_days integer not null,
        touch_cadence_days integer not null,
        touch_cadence_by_segment jsonb not null,
        lifetime_years integer not null,
        discount_rate double precision not null,
        currency char(3),
        reason text not null,
        version integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint retention_definition_pkey primary key (id),
        constraint retention_definition_external_id_key unique (external_id),
        constraint retention_definition_version_key unique (version),
        constraint retention_definition_version_check check (version > 0),
        constraint retention_definition_grace_days_check check (grace_days >= 0),
        constraint retention_definition_comparison_check check (comparison in ('PRECEDING', 'YEAR_EARLIER')),
        constraint retention_definition_lapse_check
          check (lapse_times_usual_gap >= 1 and lapse_fewest_purchases >= 2 and lapse_days >= 1),
        constraint retention_definition_thanked_within_days_check check (thanked_within_days >= 0),
        constraint retention_definition_touch_cadence_days_check check (touch_cadence_days >= 1),
        constraint retention_definition_touch_cadence_by_segment_check check (
          jsonb_typeof(touch_cadence_by_segment) = 'object'
          and not jsonb_path_exists(touch_cadence_by_segment, '$.* ? (@.type() != "number" || @ < 1)')),
        constraint retention_definition_lifetime_years_check check (lifetime_years >= 1),
        constraint retention_definition_discount_rate_check check (discount_rate between 0 and 1),
        constraint retention_definition_currency_check check (currency ~ '^[A-Z]{3}$')
      )`);

    // The published defaults hold from the first day that a date can name: there is a definition for every day.
    await runner.query(`
      insert into retention_definition (external_id, version, effective_from, grace_days, comparison,
        lapse_times_usual_gap, lapse_fewest_purchases, lapse_days, thanked_within_days, touch_cadence_days,
        touch_cadence_by_segment, lifetime_years, discount_rate, currency, reason)
      values ('published-defaults', 1, '0001-01-01', 30, 'PRECEDING', 3, 4, 365, 14, 90, '{}', 5, 0.1, null, 'The published defaults.')`);

    await runner.query(`
      create trigger retention_definition_append_only before update or delete or truncate on retention_definition
      for each statement execute function refuse_change()`);
    await runner.query(`alter table retention_definition enable always trigger retention_definition_append_only`);
    await runner.query(`revoke update, delete, truncate on retention_definition from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
