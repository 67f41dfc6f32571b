import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What HR opens in a spreadsheet begins as no formula does, also where the external id stands in for the number. Reps from
 * before keep theirs until they are written again.
 */
export class RefuseFormulasAsEmployeeNumbers1750000450000 implements MigrationInterface {
  name = "RefuseFormulasAsEmployeeNumbers1750000450000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rep add constraint rep_employee_number_check check (employee_number !~ '^[-=+@\\t\\r]') not valid`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
