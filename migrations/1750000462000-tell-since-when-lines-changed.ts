import type { MigrationInterface, QueryRunner } from "typeorm";

const EVENTS = [
  ["insert", "referencing new table as changed", "changed"],
  ["update", "referencing old table as previous new table as changed", "(table changed union all table previous)"],
  ["delete", "referencing old table as changed", "changed"],
] as const;

/**
 * What a customer bought later than all that was read of it is added to that: lines tell the day of their purchase, and the
 * copy up to which day it has read.
 */
export class TellSinceWhenLinesChanged1750000462000 implements MigrationInterface {
  name = "TellSinceWhenLinesChanged1750000462000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table risk_facts add column purchases_to date`);
    for (const [event, referencing, rows] of EVENTS) {
      const follows = `risk_change_follows_purchase_line_${event}`;
      await runner.query(`
        create function ${follows}() returns trigger language plpgsql as $$
        begin
          insert into risk_change (customer_id, source, since)
          select p.customer_id, tg_table_name,
            min(least(p.purchased_on, (select of.purchased_on from purchase of where of.id = p.refund_of_id)))
          from ${rows} one join purchase p on p.id = one.purchase_id group by p.customer_id;
          return null;
        end $$`);
      await runner.query(`drop trigger risk_change_follows_${event} on purchase_line`);
      await runner.query(`
        create trigger risk_change_follows_${event} after ${event} on purchase_line ${referencing}
        for each statement execute function ${follows}()`);
    }
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
