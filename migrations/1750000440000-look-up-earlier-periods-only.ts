import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Nearly every line is for the period that pays it, and that one is held by the line's statement already: only another
 * period has to be looked up. Lines of a person are found by their period, which every question names.
 */
export class LookUpEarlierPeriodsOnly1750000440000 implements MigrationInterface {
  name = "LookUpEarlierPeriodsOnly1750000440000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index statement_line_rep_id_idx`);
    await runner.query(`
      alter table statement_line
        drop constraint statement_line_for_period_id_fkey,
        add column earlier_period_id bigint generated always as (nullif(for_period_id, pay_period_id)) stored,
        add constraint statement_line_earlier_period_id_fkey foreign key (earlier_period_id) references pay_period (id)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
