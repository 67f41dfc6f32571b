import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whenever a line goes, PostgreSQL looks for what corrects it: without an index it reads all lines there are for each. */
export class IndexCorrections1750000330000 implements MigrationInterface {
  name = "IndexCorrections1750000330000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index statement_line_corrects_id_idx on statement_line (corrects_id) where corrects_id is not null`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
