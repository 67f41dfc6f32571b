import type { MigrationInterface, QueryRunner } from "typeorm";

/** A closed scorecard also rests on what the policy excludes: both of a measure's values are told. */
export class StoreExcludedEntries1750000101000 implements MigrationInterface {
  name = "StoreExcludedEntries1750000101000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table scorecard_snapshot_entry
        add column exclusion text,
        add constraint scorecard_snapshot_entry_exclusion_check check (exclusion ~ '^[A-Z][A-Z_]*$')`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
