import type { MigrationInterface, QueryRunner } from "typeorm";

const COLUMNS = "line_id, customer_id, purchased_on, product_id, currency, amount_minor, cost_minor, discount";

/** What was sold, and is no refund. */
const sold = (lines: string, purchases: string): string => `
  select l.id, p.customer_id, p.purchased_on, l.product_id, l.currency, l.amount_minor, l.cost_minor, l.discount
  from ${lines} l join ${purchases} p on p.id = l.purchase_id
  where l.amount_minor > 0 and p.refund_of_id is null`;

/**
 * The lines of a customer, one beside the other: a purchase's key finds a line at a time, all over the table, and that took
 * longer than the rest of a customer's facts. What is kept is a copy, written by triggers with the line or the purchase.
 *
 * Whoever adds lines to a purchase and whoever moves it to another day or customer wait for each other: else each would write
 * its half without the other's. A line's foreign key locks the purchase's key, and what stands in a unique index is the key.
 */
export class CopySoldLines1750000256000 implements MigrationInterface {
  name = "CopySoldLines1750000256000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sold_line (
        line_id bigint not null,
        customer_id bigint not null,
        purchased_on date not null,
        product_id bigint,
        currency char(3) not null,
        amount_minor bigint not null,
        cost_minor bigint,
        discount numeric,
        constraint sold_line_pkey primary key (line_id)
      )`);
    await runner.query(`insert into sold_line (${COLUMNS}) ${sold("purchase_line", "purchase")}`);
    await runner.query(`
      create index sold_line_customer_id_idx on sold_line (customer_id, purchased_on)
      include (product_id, currency, amount_minor, cost_minor, discount)`);
    await runner.query(`
      create unique index purchase_moved_key on purchase (id, customer_id, purchased_on, refund_of_id)`);
    await this.followLines(runner);
    await this.followPurchases(runner);
  }

  private async followLines(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function sold_line_follows_line() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'INSERT' then
          delete from sold_line s using changed where s.line_id = changed.id;
        end if;
        if tg_op <> 'DELETE' then
          insert into sold_line (${COLUMNS}) ${sold("changed", "purchase")};
        end if;
        return null;
      end $$`);
    for (const [event, side] of [
      ["insert", "new"],
      ["update", "new"],
      ["delete", "old"],
    ] as const) {
      await runner.query(`
        create trigger sold_line_follows_${event} after ${event} on purchase_line referencing ${side} table as changed
        for each statement execute function sold_line_follows_line()`);
    }
  }

  private async followPurchases(runner: QueryRunner): Promise<void> {
    const moved = `
      select changed.* from changed join previous on previous.id = changed.id
      where (changed.customer_id, changed.purchased_on, changed.refund_of_id is null)
        is distinct from (previous.customer_id, previous.purchased_on, previous.refund_of_id is null)`;
    await runner.query(`
      create function sold_line_follows_purchase() returns trigger language plpgsql as $$
      begin
        delete from sold_line s using purchase_line l join (${moved}) moved on moved.id = l.purchase_id where s.line_id = l.id;
        insert into sold_line (${COLUMNS}) ${sold("purchase_line", `(${moved})`)};
        return null;
      end $$`);
    await runner.query(`
      create trigger sold_line_follows_update after update on purchase referencing old table as previous new table as changed
      for each statement execute function sold_line_follows_purchase()`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
