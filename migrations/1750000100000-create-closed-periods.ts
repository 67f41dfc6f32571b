import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["closed_period", "closed_period_fact", "scorecard_snapshot", "scorecard_snapshot_entry"];

/** Scorecards of closed periods, with what they rest on: rows that are added and never change. */
export class CreateClosedPeriods1750000100000 implements MigrationInterface {
  name = "CreateClosedPeriods1750000100000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table closed_period (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        starts_on date not null,
        ends_on date not null,
        base_starts_on date not null,
        base_ends_on date not null,
        as_of date not null,
        rule text not null,
        definition_id bigint not null,
        policy_id bigint not null,
        currency char(3) not null,
        reason text not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint closed_period_pkey primary key (id),
        constraint closed_period_external_id_key unique (external_id),
        constraint closed_period_once_key unique (starts_on, ends_on, rule),
        constraint closed_period_definition_id_fkey foreign key (definition_id) references retention_definition (id),
        constraint closed_period_policy_id_fkey foreign key (policy_id) references attribution_policy (id),
        constraint closed_period_ends_on_check check (ends_on > starts_on),
        constraint closed_period_base_ends_on_check check (base_ends_on > base_starts_on),
        constraint closed_period_as_of_check check (as_of >= ends_on),
        constraint closed_period_rule_check check (rule in ('AT_OPENING', 'AT_CLOSING', 'TIME_WEIGHTED')),
        constraint closed_period_currency_check check (currency ~ '^[A-Z]{3}$')
      )`);
    await runner.query(`
      create table closed_period_fact (
        closed_period_id bigint not null,
        customer_id bigint not null,
        facts jsonb not null,
        constraint closed_period_fact_pkey primary key (closed_period_id, customer_id),
        constraint closed_period_fact_closed_period_id_fkey foreign key (closed_period_id) references closed_period (id),
        constraint closed_period_fact_customer_id_fkey foreign key (customer_id) references customer (id)
      )`);
    await this.createSnapshots(runner);
    for (const table of TABLES) await guard(runner, table);
  }

  private async createSnapshots(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table scorecard_snapshot (
        id bigint generated always as identity,
        closed_period_id bigint not null,
        rep_id bigint,
        team_id bigint,
        role text,
        provisional boolean not null,
        measures jsonb not null,
        recorded_at timestamptz(3) not null default now(),
        constraint scorecard_snapshot_pkey primary key (id),
        constraint scorecard_snapshot_once_key unique nulls not distinct (closed_period_id, rep_id, team_id),
        constraint scorecard_snapshot_closed_period_id_fkey foreign key (closed_period_id) references closed_period (id),
        constraint scorecard_snapshot_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint scorecard_snapshot_team_id_fkey foreign key (team_id) references team (id),
        constraint scorecard_snapshot_subject_check check (num_nonnulls(rep_id, team_id) <= 1),
        constraint scorecard_snapshot_measures_check check (jsonb_typeof(measures) = 'array')
      )`);
    await runner.query(`
      create table scorecard_snapshot_entry (
        scorecard_snapshot_id bigint not null,
        customer_id bigint not null,
        rep_id bigint,
        weight bigint not null,
        whole bigint not null,
        opening_minor bigint not null,
        closing_minor bigint not null,
        movement text,
        constraint scorecard_snapshot_entry_once_key unique nulls not distinct (scorecard_snapshot_id, customer_id, rep_id),
        constraint scorecard_snapshot_entry_snapshot_id_fkey foreign key (scorecard_snapshot_id) references scorecard_snapshot (id),
        constraint scorecard_snapshot_entry_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint scorecard_snapshot_entry_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint scorecard_snapshot_entry_weight_check check (weight > 0 and whole > 0),
        constraint scorecard_snapshot_entry_movement_check
          check (movement in ('NEW', 'EXPANSION', 'REACTIVATION', 'CONTRACTION', 'CHURN'))
      )`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}

async function guard(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    create trigger ${table}_append_only before update or delete or truncate on ${table}
    for each statement execute function refuse_change()`);
  await runner.query(`alter table ${table} enable always trigger ${table}_append_only`);
  await runner.query(`revoke update, delete, truncate on ${table} from holdfast_server`);
}
