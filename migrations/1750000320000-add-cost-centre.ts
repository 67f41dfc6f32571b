import type { MigrationInterface, QueryRunner } from "typeorm";

/** The unit that bears the cost of a person, as payroll books it. */
export class AddCostCentre1750000320000 implements MigrationInterface {
  name = "AddCostCentre1750000320000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table rep add column cost_centre text`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
