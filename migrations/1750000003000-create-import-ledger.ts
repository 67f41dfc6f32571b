import type { MigrationInterface, QueryRunner } from "typeorm";

/** The last import of each mapping, by which a repetition is known to change nothing. */
export class CreateImportLedger1750000003000 implements MigrationInterface {
  name = "CreateImportLedger1750000003000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_ledger (
        mapping_hash bytea not null,
        files_hash bytea not null,
        settled_audit_id bigint not null,
        audit_id bigint not null,
        counts json not null,
        recorded_at timestamptz(3) not null default now(),
        constraint import_ledger_pkey primary key (mapping_hash),
        constraint import_ledger_audit_id_fkey foreign key (audit_id) references audit_record (id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
