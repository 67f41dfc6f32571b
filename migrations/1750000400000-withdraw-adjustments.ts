import type { MigrationInterface, QueryRunner } from "typeorm";

/** What was asked for and never agreed to can be taken back: it stays on record, and is nobody's to approve any more. */
export class WithdrawAdjustments1750000400000 implements MigrationInterface {
  name = "WithdrawAdjustments1750000400000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table pay_adjustment
        add column withdrawn_by text,
        add column withdrawn_at timestamptz(3),
        add constraint pay_adjustment_withdrawn_check check ((withdrawn_by is null) = (withdrawn_at is null)),
        add constraint pay_adjustment_decided_once_check check (withdrawn_at is null or approved_at is null)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
