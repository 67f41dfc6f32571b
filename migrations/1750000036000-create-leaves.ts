import type { MigrationInterface, QueryRunner } from "typeorm";

/** When reps were away, and why. */
export class CreateLeaves1750000036000 implements MigrationInterface {
  name = "CreateLeaves1750000036000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table leave_of_absence (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        rep_id bigint not null,
        starts_on date not null,
        ends_on date,
        kind text not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint leave_of_absence_pkey primary key (id),
        constraint leave_of_absence_external_id_key unique (external_id),
        constraint leave_of_absence_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint leave_of_absence_kind_check check (kind in ('PARENTAL', 'SICK', 'SABBATICAL', 'OTHER')),
        constraint leave_of_absence_ends_on_check check (ends_on > starts_on),
        constraint leave_of_absence_no_overlap
          exclude using gist (rep_id with =, daterange(starts_on, ends_on) with &&) deferrable initially deferred
      )`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
