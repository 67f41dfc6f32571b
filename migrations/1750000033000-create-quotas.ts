import type { MigrationInterface, QueryRunner } from "typeorm";

/** Goals that reps and teams are measured against. */
export class CreateQuotas1750000033000 implements MigrationInterface {
  name = "CreateQuotas1750000033000";

  async up(runner: QueryRunner): Promise<void> {
    // Which measures there are is said once, in the enum of their codes: here stands only how a code looks.
    await runner.query(`
      create table quota (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        rep_id bigint,
        team_id bigint,
        measure text not null,
        starts_on date not null,
        ends_on date not null,
        goal numeric not null,
        currency char(3),
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint quota_pkey primary key (id),
        constraint quota_external_id_key unique (external_id),
        constraint quota_once_key unique nulls not distinct (rep_id, team_id, measure, starts_on, ends_on),
        constraint quota_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint quota_team_id_fkey foreign key (team_id) references team (id),
        constraint quota_owner_check check (num_nonnulls(rep_id, team_id) = 1),
        constraint quota_measure_check check (measure ~ '^[A-Z][A-Z_]*$'),
        constraint quota_ends_on_check check (ends_on > starts_on),
        constraint quota_currency_check check (currency ~ '^[A-Z]{3}$')
      )`);
    await runner.query(`create index quota_team_id_idx on quota (team_id, starts_on) where team_id is not null`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
