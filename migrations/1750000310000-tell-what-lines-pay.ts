import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A correction says what kind of line it corrects, a person may be under two versions of a plan in one period, and a line
 * keeps its row when its period is calculated again, whatever place it gets then.
 */
export class TellWhatLinesPay1750000310000 implements MigrationInterface {
  name = "TellWhatLinesPay1750000310000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table statement_line
        add column paid_kind text not null,
        add constraint statement_line_paid_kind_check
          check (paid_kind <> 'PRIOR_PERIOD' and (paid_kind = kind or kind = 'PRIOR_PERIOD')),
        drop constraint statement_line_key,
        add constraint statement_line_key unique nulls not distinct
          (statement_id, kind, paid_kind, plan_code, plan_version, component, for_period_id, event, currency),
        drop constraint statement_line_position_key,
        add constraint statement_line_position_key unique (statement_id, position) deferrable initially deferred`);
    // What is certified has no customer.
    await runner.query(`
      alter table line_credit
        alter column customer_id drop not null,
        add column id bigint generated always as identity,
        drop constraint line_credit_pkey,
        add constraint line_credit_pkey primary key (id),
        add constraint line_credit_once_key unique (line_id, event)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
