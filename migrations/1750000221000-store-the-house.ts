import type { MigrationInterface, QueryRunner } from "typeorm";

/** Per role, reps and house are the company: so the house is stored beside them when a period is closed. */
export class StoreTheHouse1750000221000 implements MigrationInterface {
  name = "StoreTheHouse1750000221000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table scorecard_snapshot
        add column is_house boolean not null default false,
        add constraint scorecard_snapshot_house_check check (not is_house or num_nonnulls(rep_id, team_id) = 0),
        drop constraint scorecard_snapshot_once_key,
        add constraint scorecard_snapshot_once_key unique nulls not distinct (closed_period_id, rep_id, team_id, is_house)`);
    await runner.query(`alter table scorecard_snapshot alter column is_house drop default`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
