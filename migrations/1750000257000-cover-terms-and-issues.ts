import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Whether a term follows another on the day, and what was wrong with a customer, stands in the indexes that find it: the
 * longer the history, the more rows there were to look into.
 */
export class CoverTermsAndIssues1750000257000 implements MigrationInterface {
  name = "CoverTermsAndIssues1750000257000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index contract_customer_id_idx`);
    await runner.query(`
      create index contract_customer_id_idx on contract (customer_id, starts_on desc, id desc) include (signed_on)`);
    await runner.query(`drop index issue_customer_id_idx`);
    await runner.query(`
      create index issue_customer_id_idx on issue (customer_id, opened_at desc, id desc)
      include (kind, severity, resolved_at)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
