import type { MigrationInterface, QueryRunner } from "typeorm";

const LINES = "select p.customer_id from purchase p where p.id in";
const SERVED = "join assignment a on a.rep_id = changed.id";
const BOUGHT = "join purchase_line l on l.product_id = changed.id join purchase p on p.id = l.purchase_id";
const BEFORE = "join previous on previous.id = changed.id";

/** Whom a changed row concerns, as it was until now. */
const CUSTOMERS = {
  risk_change_follows: "select distinct customer_id from changed",
  risk_change_follows_customer: "select id from changed",
  risk_change_follows_line: `select distinct p.customer_id from changed join purchase p on p.id = changed.purchase_id`,
  risk_change_follows_update: "select customer_id from changed union select customer_id from previous",
  risk_change_follows_customer_update:
    "select id from changed union select merged_into_id from previous where merged_into_id is not null",
  risk_change_follows_line_update: `${LINES} (select purchase_id from changed union select purchase_id from previous)`,
  risk_change_follows_rep: `
    select distinct a.customer_id from changed ${BEFORE} ${SERVED} where changed.left_on is distinct from previous.left_on`,
  risk_change_follows_product: `
    select distinct p.customer_id from changed ${BEFORE} ${BOUGHT} where changed.series is distinct from previous.series`,
} as const;

/**
 * What was read of each customer for the last run over all, so that a new fact costs no more than reading what stands beside
 * it. A copy: a crash may empty it, and then all is read again.
 */
export class KeepRiskFacts1750000460000 implements MigrationInterface {
  name = "KeepRiskFacts1750000460000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unlogged table risk_facts (
        customer_id bigint not null,
        basis text collate "C" not null,
        won_on date,
        known json not null,
        constraint risk_facts_pkey primary key (customer_id)
      )`);
    // Null of what was queued before: any table may be where it changed.
    await runner.query(`alter table risk_change add column source text collate "C"`);
    for (const [name, customers] of Object.entries(CUSTOMERS)) {
      await runner.query(`
        create or replace function ${name}() returns trigger language plpgsql as $$
        begin
          insert into risk_change (customer_id, source) select concerned.*, tg_table_name from (${customers}) concerned;
          return null;
        end $$`);
    }
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
