import type { MigrationInterface, QueryRunner } from "typeorm";

/** Single events are found by their credit dates: what lies further back costs nothing. */
export class IndexCreditDates1750000220000 implements MigrationInterface {
  name = "IndexCreditDates1750000220000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index contract_signed_on_idx on contract (signed_on, customer_id)`);
    await runner.query(
      `create index contract_ended_on_idx on contract (ended_on, customer_id) where ended_on is not null`,
    );
    await runner.query(
      `create index renewal_closed_on_idx on renewal (closed_on, customer_id) where closed_on is not null`,
    );
    await runner.query(
      `create index purchase_paid_on_idx on purchase (paid_on, customer_id) where paid_on is not null`,
    );
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
