import type { MigrationInterface, QueryRunner } from "typeorm";

/** What counts in a period is found by its days, whatever lies further back: the cost of a period does not grow with history. */
export class IndexDays1750000045000 implements MigrationInterface {
  name = "IndexDays1750000045000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index purchase_purchased_on_idx on purchase (purchased_on, customer_id)
      include (amount_minor, currency, refund_of_id)`);
    await runner.query(`
      create index purchase_refunded_on_idx on purchase (purchased_on) where refund_of_id is not null`);
    await runner.query(`
      create index contract_last_day_idx on contract (coalesce(least(ends_on, ended_on), 'infinity'::date))
      include (id, customer_id, signed_on, starts_on, ends_on, ended_on, annual_value_minor, currency)`);
    await runner.query(`
      create index assignment_last_day_idx on assignment (coalesce(ends_on, 'infinity'::date))`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
