import type { MigrationInterface, QueryRunner } from "typeorm";

export class AddCustomerWebsite1750000041000 implements MigrationInterface {
  name = "AddCustomerWebsite1750000041000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table customer add column website text`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
