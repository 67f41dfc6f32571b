import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who changed what and when, kept for good, and the chain of seals that shows when somebody tampered with it. */
export class CreateAudit1750000001000 implements MigrationInterface {
  name = "CreateAudit1750000001000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_record (
        id bigint generated always as identity,
        recorded_at timestamptz(3) not null default clock_timestamp(),
        principal text not null,
        role text not null,
        action text not null,
        subject_type text not null,
        subject_id bigint,
        before jsonb,
        after jsonb,
        constraint audit_record_pkey primary key (id)
      )`);
    await runner.query(`create index audit_record_subject_idx on audit_record (subject_type, subject_id, id)`);

    await runner.query(`
      create table audit_batch (
        number bigint not null,
        first_id bigint not null,
        last_id bigint not null,
        count bigint not null,
        previous_hash bytea not null,
        hash bytea not null,
        sealed_at timestamptz(3) not null default clock_timestamp(),
        constraint audit_batch_pkey primary key (number),
        constraint audit_batch_number_check check (number > 0),
        constraint audit_batch_range_check check (last_id >= first_id)
      )`);

    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception using errcode = 'insufficient_privilege',
          message = format('%s is append-only: %s is refused', tg_table_name, lower(tg_op));
      end $$`);
    // "always": fires in replica sessions too, where ordinary triggers are silent.
    for (const table of ["audit_record", "audit_batch"]) {
      await runner.query(`
        create trigger ${table}_append_only before update or delete or truncate on ${table}
        for each statement execute function refuse_change()`);
      await runner.query(`alter table ${table} enable always trigger ${table}_append_only`);
      await runner.query(`revoke update, delete, truncate on ${table} from holdfast_server`);
    }

    // A writer holds the lock in shared mode from before its first id until its end. Whoever gets it exclusively
    // knows that no id up to the largest is still to come.
    await runner.query(`
      create function share_audit_lock() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock_shared(hashtextextended('audit', 0));
        return null;
      end $$`);
    await runner.query(`
      create trigger audit_record_share_lock before insert on audit_record
      for each statement execute function share_audit_lock()`);
    await runner.query(`alter table audit_record enable always trigger audit_record_share_lock`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
