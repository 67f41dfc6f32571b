import type { MigrationInterface, QueryRunner } from "typeorm";
import { guardPay, lockWithPeriod } from "./guards";

const TABLES = ["statement", "statement_line", "line_credit", "pay_adjustment"];

/** What people are paid in a period, line by line, with the credits behind each line. */
export class CreateStatements1750000302000 implements MigrationInterface {
  name = "CreateStatements1750000302000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table statement (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        pay_period_id bigint not null,
        rep_id bigint not null,
        input_hash text not null,
        exceptions jsonb not null default '[]',
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint statement_pkey primary key (id),
        constraint statement_external_id_key unique (external_id),
        constraint statement_once_key unique (pay_period_id, rep_id),
        constraint statement_pay_period_id_fkey foreign key (pay_period_id) references pay_period (id),
        constraint statement_rep_id_fkey foreign key (rep_id) references rep (id)
      )`);
    await runner.query(`create index statement_rep_id_idx on statement (rep_id)`);
    await this.createLines(runner);
    await this.createAdjustments(runner);
    for (const table of TABLES) {
      await guardPay(runner, table);
      await lockWithPeriod(runner, table);
    }
  }

  private async createLines(runner: QueryRunner): Promise<void> {
    // One key is paid once in a period. What it was paid for stands beside what it is paid in.
    await runner.query(`
      create table statement_line (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        statement_id bigint not null,
        pay_period_id bigint not null,
        rep_id bigint not null,
        position integer not null,
        kind text not null,
        plan_code text collate "C",
        plan_version integer,
        component text collate "C",
        earning_code text,
        for_period_id bigint not null,
        event text collate "C",
        corrects_id bigint,
        amount_minor bigint not null,
        currency char(3) not null,
        trace jsonb not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint statement_line_pkey primary key (id),
        constraint statement_line_external_id_key unique (external_id),
        constraint statement_line_position_key unique (statement_id, position),
        constraint statement_line_key unique nulls not distinct
          (statement_id, kind, plan_code, component, for_period_id, event, currency),
        constraint statement_line_statement_id_fkey foreign key (statement_id) references statement (id) on delete cascade,
        constraint statement_line_pay_period_id_fkey foreign key (pay_period_id) references pay_period (id),
        constraint statement_line_for_period_id_fkey foreign key (for_period_id) references pay_period (id),
        constraint statement_line_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint statement_line_corrects_id_fkey foreign key (corrects_id) references statement_line (id),
        constraint statement_line_kind_check check (kind in ('TARGET_BONUS', 'COMMISSION', 'EVENT_BONUS', 'TEAM_POOL',
          'HOLD', 'RELEASE', 'FORFEIT', 'CLAWBACK', 'PRIOR_PERIOD', 'ADJUSTMENT', 'DRAW', 'DRAW_RECOVERY',
          'CARRIED_FORWARD', 'BROUGHT_FORWARD')),
        constraint statement_line_currency_check check (currency ~ '^[A-Z]{3}$')
      )`);
    await runner.query(`create index statement_line_rep_id_idx on statement_line (rep_id, pay_period_id)`);
    await runner.query(`create index statement_line_pay_period_id_idx on statement_line (pay_period_id)`);
    await runner.query(`
      create table line_credit (
        line_id bigint not null,
        pay_period_id bigint not null,
        rep_id bigint not null,
        event text collate "C" not null,
        customer_id bigint not null,
        credited_on date not null,
        credited_minor bigint not null,
        amount_minor bigint not null,
        constraint line_credit_pkey primary key (line_id, event),
        constraint line_credit_line_id_fkey foreign key (line_id) references statement_line (id) on delete cascade,
        constraint line_credit_pay_period_id_fkey foreign key (pay_period_id) references pay_period (id),
        constraint line_credit_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint line_credit_customer_id_fkey foreign key (customer_id) references customer (id)
      )`);
    await runner.query(`create index line_credit_rep_id_idx on line_credit (rep_id, event)`);
  }

  private async createAdjustments(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pay_adjustment (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        pay_period_id bigint not null,
        rep_id bigint not null,
        earning_code text not null,
        amount_minor bigint not null,
        currency char(3) not null,
        reason text not null,
        requested_by text not null,
        approved_by text,
        approved_at timestamptz(3),
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint pay_adjustment_pkey primary key (id),
        constraint pay_adjustment_external_id_key unique (external_id),
        constraint pay_adjustment_pay_period_id_fkey foreign key (pay_period_id) references pay_period (id),
        constraint pay_adjustment_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint pay_adjustment_amount_minor_check check (amount_minor <> 0),
        constraint pay_adjustment_currency_check check (currency ~ '^[A-Z]{3}$'),
        constraint pay_adjustment_two_people_check check (approved_by <> requested_by),
        constraint pay_adjustment_approved_check check ((approved_by is null) = (approved_at is null))
      )`);
    await runner.query(`create index pay_adjustment_pay_period_id_idx on pay_adjustment (pay_period_id)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
