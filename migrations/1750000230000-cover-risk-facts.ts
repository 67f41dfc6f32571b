import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What risk reads of a customer stands in the indexes that find it: the rows of one customer lie far apart, and each costs
 * more than the search for all of them.
 */
const COVERED = [
  [
    "purchase_customer_id_idx",
    "purchase (customer_id, purchased_on desc, id desc)",
    "amount_minor, currency, refund_of_id",
  ],
  ["purchase_line_purchase_id_idx", "purchase_line (purchase_id)", "product_id, amount_minor, cost_minor, discount"],
  [
    "interaction_customer_id_idx",
    "interaction (customer_id, occurred_at desc, id desc)",
    "point, sentiment, expectation, asked_at, answered_at, cost_minor, currency",
  ],
  ["survey_customer_id_idx", "survey (customer_id, answered_on desc, id desc)", "kind, score"],
  ["assignment_customer_id_idx", "assignment (customer_id, starts_on)", "ends_on, rep_id, role, origin"],
] as const;

export class CoverRiskFacts1750000230000 implements MigrationInterface {
  name = "CoverRiskFacts1750000230000";

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, key, columns] of COVERED) {
      await runner.query(`drop index ${name}`);
      await runner.query(`create index ${name} on ${key} include (${columns})`);
    }
    await runner.query(`create index contact_people_idx on contact (customer_id) include (influence, left_on)`);
    await runner.query(`
      create index contract_ends_on_idx on contract (customer_id, ends_on) include (id, starts_on, signed_on, ended_on)`);
    await runner.query(`
      create index renewal_renewed_idx on renewal (customer_id, closed_on desc, id desc)
      include (due_on, value_due_minor, value_renewed_minor) where status = 'RENEWED'`);
    for (const [table, day] of [
      ["renewal", "closed_on"],
      ["contract", "ended_on"],
    ] as const) {
      await runner.query(
        `create index ${table}_competitor_idx on ${table} (customer_id, ${day}) where competitor is not null`,
      );
    }
    await this.dateStatus(runner);
  }

  /** A status carries no day of its own: a past day must not know what was set after it. */
  private async dateStatus(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table renewal add column status_since timestamptz(3) not null default now()`);
    await runner.query(`update renewal set status_since = recorded_at where version = 1`);
    await runner.query(`
      create function renewal_status_since() returns trigger language plpgsql as $$
      begin
        new.status_since := now();
        return new;
      end $$`);
    await runner.query(`
      create trigger renewal_status_since before update on renewal for each row
      when (old.status is distinct from new.status) execute function renewal_status_since()`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
