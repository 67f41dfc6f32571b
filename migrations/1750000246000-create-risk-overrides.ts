import type { MigrationInterface, QueryRunner } from "typeorm";

/** How at risk somebody says a customer is, in place of the signals; and what assessments and plays would be without. */
export class CreateRiskOverrides1750000246000 implements MigrationInterface {
  name = "CreateRiskOverrides1750000246000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table risk_override (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        score smallint,
        band text,
        reason text not null,
        starts_on date not null,
        ends_on date,
        rep_id bigint,
        decided_by text not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint risk_override_pkey primary key (id),
        constraint risk_override_external_id_key unique (external_id),
        constraint risk_override_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint risk_override_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint risk_override_score_check check (score between 0 and 100),
        constraint risk_override_band_check check (band in ('HEALTHY', 'WATCH', 'AT_RISK', 'CRITICAL')),
        constraint risk_override_says_check check (num_nonnulls(score, band) = case when ends_on is null then 0 else 1 end),
        constraint risk_override_ends_on_check check (ends_on > starts_on),
        constraint risk_override_reason_check check (reason <> '')
      )`);
    await runner.query(
      `create index risk_override_customer_id_idx on risk_override (customer_id, starts_on desc, id desc)`,
    );
    await runner.query(`create index risk_override_rep_id_idx on risk_override (rep_id) where rep_id is not null`);
    await runner.query(`
      create trigger risk_override_append_only before update or delete or truncate on risk_override
      for each statement execute function refuse_change()`);
    await runner.query(`alter table risk_override enable always trigger risk_override_append_only`);
    await runner.query(`revoke update, delete, truncate on risk_override from holdfast_server`);
    await runner.query(`
      create trigger risk_change_follows_insert after insert on risk_override referencing new table as changed
      for each statement execute function risk_change_follows()`);
    await this.sayWithout(runner);
  }

  /** Overrides and reps are never removed: every assessment of a run need not be held to them. */
  private async sayWithout(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table risk_assessment
        add column override_id bigint,
        add column score_without smallint,
        add column band_without text,
        add column reviewer_id bigint,
        add column band_without_review text,
        add constraint risk_assessment_without_check check (
          (override_id is null) = (score_without is null) and (override_id is null) = (band_without is null)
          and (reviewer_id is null) = (band_without_review is null))`);
    await runner.query(`
      alter table play
        add column rests_on_override boolean not null default false,
        add column rests_on_reviewer_id bigint,
        add constraint play_rests_on_reviewer_id_fkey foreign key (rests_on_reviewer_id) references rep (id)`);
    await runner.query(`
      create index play_rests_on_reviewer_id_idx on play (rests_on_reviewer_id) where rests_on_reviewer_id is not null`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
