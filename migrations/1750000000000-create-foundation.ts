import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateFoundation1750000000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    // Exclusion constraints over a key and a range: no overlap of dated rows.
    await run.query(`create extension if not exists btree_gist`);
    // The server reads how far the database is, and never writes it.
    await run.query(`revoke insert, update, delete on migration from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations only go forward: restore a backup instead.");
  }
}
