import type { MigrationInterface, QueryRunner } from "typeorm";

/** What reps were trained in, and until when it holds. */
export class CreateSkills1750000035000 implements MigrationInterface {
  name = "CreateSkills1750000035000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table course (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        name text collate "C" not null,
        trains text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint course_pkey primary key (id),
        constraint course_external_id_key unique (external_id),
        constraint course_trains_check check (trains ~ '^[A-Z][A-Z_]*$')
      )`);
    await runner.query(`create index course_name_idx on course (name, id)`);

    await runner.query(`
      create table completion (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        rep_id bigint not null,
        course_id bigint not null,
        completed_on date not null,
        expires_on date,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint completion_pkey primary key (id),
        constraint completion_external_id_key unique (external_id),
        constraint completion_day_key unique (rep_id, course_id, completed_on),
        constraint completion_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint completion_course_id_fkey foreign key (course_id) references course (id),
        constraint completion_expires_on_check check (expires_on > completed_on)
      )`);
    await runner.query(`create index completion_course_id_idx on completion (course_id)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
