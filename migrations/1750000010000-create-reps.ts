import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who serves customers: teams, reps, the dated positions they hold, and the reporting lines that follow from them. */
export class CreateReps1750000010000 implements MigrationInterface {
  name = "CreateReps1750000010000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists btree_gist`);

    await runner.query(`
      create table team (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        name text collate "C" not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint team_pkey primary key (id),
        constraint team_external_id_key unique (external_id)
      )`);

    await runner.query(`
      create table rep (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        employee_number text collate "C" not null,
        full_name text collate "C" not null,
        email text,
        pay_group text,
        hired_on date,
        left_on date,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint rep_pkey primary key (id),
        constraint rep_external_id_key unique (external_id),
        constraint rep_employee_number_key unique (employee_number),
        constraint rep_left_on_check check (left_on >= hired_on)
      )`);
    await runner.query(`create index rep_full_name_idx on rep (full_name, id)`);

    await runner.query(`
      create table rep_position (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        rep_id bigint not null,
        role text not null,
        team_id bigint,
        manager_id bigint,
        starts_on date not null,
        ends_on date,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint rep_position_pkey primary key (id),
        constraint rep_position_external_id_key unique (external_id),
        constraint rep_position_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint rep_position_team_id_fkey foreign key (team_id) references team (id),
        constraint rep_position_manager_id_fkey foreign key (manager_id) references rep (id),
        constraint rep_position_role_check
          check (role in ('SALES', 'ACCOUNT_MANAGER', 'CUSTOMER_SUCCESS', 'SUPPORT', 'MARKETING')),
        constraint rep_position_manager_check check (manager_id <> rep_id),
        constraint rep_position_ends_on_check check (ends_on > starts_on),
        constraint rep_position_no_overlap
          exclude using gist (rep_id with =, daterange(starts_on, ends_on) with &&) deferrable initially deferred
      )`);
    await runner.query(`create index rep_position_manager_id_idx on rep_position (manager_id)`);
    await runner.query(`create index rep_position_team_id_idx on rep_position (team_id)`);

    await runner.query(`
      create table reporting_line (
        leader_id bigint not null,
        rep_id bigint not null,
        depth integer not null,
        starts_on date not null,
        ends_on date,
        constraint reporting_line_pkey primary key (leader_id, rep_id, starts_on),
        constraint reporting_line_leader_id_fkey foreign key (leader_id) references rep (id),
        constraint reporting_line_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint reporting_line_depth_check check (depth >= 0)
      )`);
    await runner.query(`create index reporting_line_rep_id_idx on reporting_line (rep_id)`);

    await runner.query(`
      create function reporting_line_now() returns table
        (leader_id bigint, rep_id bigint, depth integer, starts_on date, ends_on date, circle boolean)
      language sql stable as $$
        with recursive line (leader_id, rep_id, depth, starts_on, ends_on, path, circle) as (
          select id, id, 0, date '-infinity', null::date, array[id], false from rep
          union all
          select line.leader_id, p.rep_id, line.depth + 1, greatest(line.starts_on, p.starts_on),
            least(line.ends_on, p.ends_on), line.path || p.rep_id, p.rep_id = any (line.path)
          from line join rep_position p
            on p.manager_id = line.rep_id and daterange(p.starts_on, p.ends_on) && daterange(line.starts_on, line.ends_on)
          where not line.circle
        )
        select leader_id, rep_id, depth, starts_on, ends_on, circle from line
      $$`);
    await runner.query(`
      create function reporting_line_follows() returns trigger language plpgsql as $$
      begin
        -- One at a time: lines built beside another transaction's positions would miss them.
        perform pg_advisory_xact_lock(hashtext('reporting_line'));
        if exists (select from reporting_line_now() now where now.circle) then
          raise exception using errcode = 'check_violation', constraint = 'rep_position_no_circle',
            message = 'a rep would report to itself through its managers';
        end if;
        delete from reporting_line r where not exists (
          select from reporting_line_now() now
          where (now.leader_id, now.rep_id, now.starts_on) = (r.leader_id, r.rep_id, r.starts_on));
        insert into reporting_line
        select now.leader_id, now.rep_id, now.depth, now.starts_on, now.ends_on from reporting_line_now() now
        on conflict (leader_id, rep_id, starts_on) do update set depth = excluded.depth, ends_on = excluded.ends_on
        where (reporting_line.depth, reporting_line.ends_on) is distinct from (excluded.depth, excluded.ends_on);
        return null;
      end $$`);
    await runner.query(`
      create trigger reporting_line_follows after insert or update or delete on rep_position
      for each statement execute function reporting_line_follows()`);
    await runner.query(`
      create trigger reporting_line_follows after insert on rep
      for each statement execute function reporting_line_follows()`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
