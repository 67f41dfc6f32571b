import type { MigrationInterface, QueryRunner } from "typeorm";

/** An enrolment ends on a day, and stays: locked pay was calculated from it. */
export class KeepEnrolments1750000360000 implements MigrationInterface {
  name = "KeepEnrolments1750000360000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`revoke delete on enrolment from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
