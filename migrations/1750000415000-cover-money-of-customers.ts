import type { MigrationInterface, QueryRunner } from "typeorm";

const COLUMNS =
  "line_id, purchase_id, customer_id, purchased_on, product_id, currency, amount_minor, cost_minor, discount";

/** The lines of what is no refund, those that take something off it among them: they cost, too. */
const sold = (lines: string, purchases: string): string => `
  select l.id, l.purchase_id, p.customer_id, p.purchased_on, l.product_id, l.currency, l.amount_minor, l.cost_minor, l.discount
  from ${lines} l join ${purchases} p on p.id = l.purchase_id
  where p.refund_of_id is null`;

const COVERED = [
  [
    "purchase_customer_id_idx",
    "purchase (customer_id, purchased_on desc, id desc)",
    "amount_minor, currency, refund_of_id, cost_minor",
  ],
  [
    "contract_ends_on_idx",
    "contract (customer_id, ends_on, id)",
    "starts_on, signed_on, ended_on, annual_value_minor, currency",
  ],
] as const;

/**
 * What the money of a customer is reckoned from stands in the indexes that find it: its purchases, the terms that have not
 * long ended, and what the lines of its purchases cost.
 */
export class CoverMoneyOfCustomers1750000415000 implements MigrationInterface {
  name = "CoverMoneyOfCustomers1750000415000";

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, key, columns] of COVERED) {
      await runner.query(`drop index ${name}`);
      await runner.query(`create index ${name} on ${key} include (${columns})`);
    }
    await this.copyLines(runner);
  }

  /** Lines that are written meanwhile wait: a copy is made anew. */
  private async copyLines(runner: QueryRunner): Promise<void> {
    await runner.query(`lock table purchase, purchase_line in share row exclusive mode`);
    await runner.query(`drop index sold_line_customer_id_idx`);
    await runner.query(`truncate sold_line`);
    await runner.query(`alter table sold_line add column purchase_id bigint not null`);
    await runner.query(`insert into sold_line (${COLUMNS}) ${sold("purchase_line", "purchase")}`);
    await runner.query(`
      create index sold_line_customer_id_idx on sold_line (customer_id, purchased_on)
      include (product_id, currency, amount_minor, cost_minor, discount, purchase_id)`);
    await runner.query(`
      create or replace function sold_line_follows_line() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'INSERT' then
          delete from sold_line s using changed where s.line_id = changed.id;
        end if;
        if tg_op <> 'DELETE' then
          insert into sold_line (${COLUMNS}) ${sold("changed", "purchase")};
        end if;
        return null;
      end $$`);
    const moved = `
      select changed.* from changed join previous on previous.id = changed.id
      where (changed.customer_id, changed.purchased_on, changed.refund_of_id is null)
        is distinct from (previous.customer_id, previous.purchased_on, previous.refund_of_id is null)`;
    await runner.query(`
      create or replace function sold_line_follows_purchase() returns trigger language plpgsql as $$
      begin
        delete from sold_line s using purchase_line l join (${moved}) moved on moved.id = l.purchase_id where s.line_id = l.id;
        insert into sold_line (${COLUMNS}) ${sold("purchase_line", `(${moved})`)};
        return null;
      end $$`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
