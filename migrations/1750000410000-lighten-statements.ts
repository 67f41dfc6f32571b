import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A run stores lines by the hundred thousand, and what each of them costs is what the run costs. One key holds a line to its
 * statement together with the period and the person that both name, and a credit so to its line: it says more than a key
 * for each did. Traces are read as a whole: as json they are stored as they were written.
 *
 * No index begins with a period alone: PostgreSQL, which cannot know yet how many lines a run has stored, would look a
 * statement's lines up among all of its period.
 */
export class LightenStatements1750000410000 implements MigrationInterface {
  name = "LightenStatements1750000410000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index statement_rep_id_idx`);
    await runner.query(`
      alter table statement add constraint statement_whose_key unique (rep_id, pay_period_id, id)`);
    await runner.query(`drop index statement_line_pay_period_id_idx`);
    await runner.query(`
      alter table statement_line
        drop constraint statement_line_statement_id_fkey,
        drop constraint statement_line_pay_period_id_fkey,
        drop constraint statement_line_rep_id_fkey,
        add constraint statement_line_whose_key unique (pay_period_id, rep_id, id),
        add constraint statement_line_statement_fkey foreign key (rep_id, pay_period_id, statement_id)
          references statement (rep_id, pay_period_id, id) on delete cascade,
        alter column trace type json using trace::json`);
    await runner.query(`
      alter table line_credit
        drop constraint line_credit_line_id_fkey,
        drop constraint line_credit_pay_period_id_fkey,
        drop constraint line_credit_rep_id_fkey,
        add constraint line_credit_line_fkey foreign key (rep_id, pay_period_id, line_id)
          references statement_line (rep_id, pay_period_id, id) on delete cascade`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
