import type { MigrationInterface, QueryRunner } from "typeorm";

/** The latest of a customer's facts are found by their index, however many there were before. */
export class IndexLatestFacts1750000202000 implements MigrationInterface {
  name = "IndexLatestFacts1750000202000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index interaction_talk_idx on interaction (customer_id, occurred_at desc) where direction = 'TWO_WAY'`);
    await runner.query(`create index issue_kind_idx on issue (kind, opened_at desc)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
