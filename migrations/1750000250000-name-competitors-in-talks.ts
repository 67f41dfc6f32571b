import type { MigrationInterface, QueryRunner } from "typeorm";

/** A competitor that is named only when a contract ends comes too late: customers name them in talks before. */
export class NameCompetitorsInTalks1750000250000 implements MigrationInterface {
  name = "NameCompetitorsInTalks1750000250000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table interaction add column competitor text`);
    await runner.query(`
      create index interaction_competitor_idx on interaction (customer_id, occurred_at) where competitor is not null`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
