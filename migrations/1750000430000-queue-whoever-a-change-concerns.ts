import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whom a row concerns that was one thing before and is another now. */
const CUSTOMERS = {
  risk_change_follows_update: "select customer_id from changed union select customer_id from previous",
  risk_change_follows_customer_update:
    "select id from changed union select merged_into_id from previous where merged_into_id is not null",
  risk_change_follows_line_update: `
    select p.customer_id from purchase p
    where p.id in (select purchase_id from changed union select purchase_id from previous)`,
  risk_change_follows_rep: `
    select distinct a.customer_id from changed join previous on previous.id = changed.id
    join assignment a on a.rep_id = changed.id where changed.left_on is distinct from previous.left_on`,
  risk_change_follows_product: `
    select distinct p.customer_id from changed join previous on previous.id = changed.id
    join purchase_line l on l.product_id = changed.id join purchase p on p.id = l.purchase_id
    where changed.series is distinct from previous.series`,
} as const;

const OF_A_CUSTOMER = ["purchase", "interaction", "contact", "contract", "renewal", "issue", "survey", "assignment"];

const FACTS: readonly (readonly [table: string, follows: keyof typeof CUSTOMERS])[] = [
  ...OF_A_CUSTOMER.map((table) => [table, "risk_change_follows_update"] as const),
  ["customer", "risk_change_follows_customer_update"],
  ["purchase_line", "risk_change_follows_line_update"],
  ["rep", "risk_change_follows_rep"],
  ["product", "risk_change_follows_product"],
];

/**
 * A fact that moves from one customer to another says something new of both; so do a rep that leaves of all whom it served,
 * and a product that changes its series of all who bought it.
 */
export class QueueWhoeverAChangeConcerns1750000430000 implements MigrationInterface {
  name = "QueueWhoeverAChangeConcerns1750000430000";

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, customers] of Object.entries(CUSTOMERS)) {
      await runner.query(`
        create function ${name}() returns trigger language plpgsql as $$
        begin
          insert into risk_change (customer_id) ${customers};
          return null;
        end $$`);
    }
    for (const [table, follows] of FACTS) {
      await runner.query(`drop trigger if exists risk_change_follows_update on ${table}`);
      await runner.query(`
        create trigger risk_change_follows_update after update on ${table}
        referencing old table as previous new table as changed for each statement execute function ${follows}()`);
    }
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
