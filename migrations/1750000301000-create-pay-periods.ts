import type { MigrationInterface, QueryRunner } from "typeorm";

/** Periods of pay with their steps and runs. From LOCKED on the database refuses every change of what they hold. */
export class CreatePayPeriods1750000301000 implements MigrationInterface {
  name = "CreatePayPeriods1750000301000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pay_period (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        starts_on date not null,
        ends_on date not null,
        pay_on date not null,
        status text not null default 'OPEN',
        submitted_by text,
        approved_by text,
        input_hash text,
        lines_hash text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint pay_period_pkey primary key (id),
        constraint pay_period_external_id_key unique (external_id),
        constraint pay_period_ends_on_check check (ends_on > starts_on),
        constraint pay_period_status_check
          check (status in ('OPEN', 'CALCULATED', 'IN_REVIEW', 'APPROVED', 'LOCKED', 'DELIVERED')),
        constraint pay_period_two_people_check check (approved_by <> submitted_by),
        constraint pay_period_sealed_check check (status not in ('LOCKED', 'DELIVERED') or lines_hash is not null),
        constraint pay_period_no_overlap exclude using gist (daterange(starts_on, ends_on) with &&)
      )`);
    await runner.query(`
      create table pay_period_step (
        id bigint generated always as identity,
        pay_period_id bigint not null,
        from_status text not null,
        to_status text not null,
        principal text not null,
        reason text,
        taken_at timestamptz(3) not null default now(),
        constraint pay_period_step_pkey primary key (id),
        constraint pay_period_step_pay_period_id_fkey foreign key (pay_period_id) references pay_period (id)
      )`);
    await runner.query(`create index pay_period_step_pay_period_id_idx on pay_period_step (pay_period_id)`);
    await runner.query(`
      create trigger pay_period_step_append_only before update or delete or truncate on pay_period_step
      for each statement execute function refuse_change()`);
    await runner.query(`alter table pay_period_step enable always trigger pay_period_step_append_only`);
    await runner.query(`revoke update, delete, truncate on pay_period_step from holdfast_server`);
    await this.createRuns(runner);
    await this.lock(runner);
  }

  private async createRuns(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pay_run (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        pay_period_id bigint not null,
        status text not null default 'QUEUED',
        as_of date not null,
        requested_by text not null,
        people integer,
        people_done integer not null default 0,
        input_hash text,
        failure text,
        started_at timestamptz(3),
        ended_at timestamptz(3),
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint pay_run_pkey primary key (id),
        constraint pay_run_external_id_key unique (external_id),
        constraint pay_run_pay_period_id_fkey foreign key (pay_period_id) references pay_period (id),
        constraint pay_run_status_check check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
        constraint pay_run_people_done_check check (people_done >= 0)
      )`);
    // However often it is asked for at once, one run of a period is under way.
    await runner.query(`
      create unique index pay_run_one_at_a_time_key on pay_run (pay_period_id) where status in ('QUEUED', 'RUNNING')`);
    await runner.query(`create index pay_run_pay_period_id_idx on pay_run (pay_period_id)`);
  }

  private async lock(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function refuse_locked_period() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.status = 'LOCKED' and new.status = 'DELIVERED'
          and to_jsonb(new) - '{status,version}'::text[] = to_jsonb(old) - '{status,version}'::text[] then
          return new;
        end if;
        if old.status in ('LOCKED', 'DELIVERED') then
          raise exception using errcode = 'insufficient_privilege',
            message = format('%s is locked: %s of %s is refused', old.external_id, lower(tg_op), tg_table_name);
        end if;
        return case when tg_op = 'DELETE' then old else new end;
      end $$`);
    await runner.query(`
      create trigger pay_period_locked before update or delete on pay_period
      for each row execute function refuse_locked_period()`);
    await runner.query(`
      create trigger pay_period_no_truncate before truncate on pay_period
      for each statement execute function refuse_change()`);
    for (const trigger of ["pay_period_locked", "pay_period_no_truncate"]) {
      await runner.query(`alter table pay_period enable always trigger ${trigger}`);
    }
    // The row of the period is held while its lines change, so that a lock waits for them, and they for the lock.
    await runner.query(`
      create function refuse_locked_rows() returns trigger language plpgsql as $$
      declare
        locked text;
      begin
        perform from pay_period where id in (select pay_period_id from touched) order by id for share;
        select external_id into locked from pay_period
        where status in ('LOCKED', 'DELIVERED') and id in (select pay_period_id from touched) limit 1;
        if found then
          raise exception using errcode = 'insufficient_privilege',
            message = format('%s is locked: %s of %s is refused', locked, lower(tg_op), tg_table_name);
        end if;
        return null;
      end $$`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
