import type { MigrationInterface, QueryRunner } from "typeorm";

/** Nobody had to say why a customer left a book before. */
export class AddRemovalRule1750000110000 implements MigrationInterface {
  name = "AddRemovalRule1750000110000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table attribution_policy add column removal_needs_reason boolean not null default false`);
    await runner.query(`alter table attribution_policy alter column removal_needs_reason drop default`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
