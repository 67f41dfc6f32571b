import type { MigrationInterface, QueryRunner } from "typeorm";

/** A customer's term that ends first is the first one found; terms that end on one day stand in the order of their keys. */
export class OrderContractEnds1750000231000 implements MigrationInterface {
  name = "OrderContractEnds1750000231000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index contract_ends_on_idx`);
    await runner.query(`
      create index contract_ends_on_idx on contract (customer_id, ends_on, id) include (starts_on, signed_on, ended_on)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
