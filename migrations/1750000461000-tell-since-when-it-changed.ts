import type { MigrationInterface, QueryRunner } from "typeorm";

/** The first day of whose record something changed: a refund says something of the day on which its purchase was made. */
const SINCE = {
  purchase: "least(one.purchased_on, (select of.purchased_on from purchase of where of.id = one.refund_of_id))",
  contract: "one.starts_on",
} as const;

const EVENTS = [
  ["insert", "referencing new table as changed", "changed"],
  ["update", "referencing old table as previous new table as changed", "(table changed union all table previous)"],
  ["delete", "referencing old table as changed", "changed"],
] as const;

/**
 * What a customer bought or signed lately does not change the day on which it was won: with the first day that something
 * changed of, that day is looked up again only where it may be another one. A purchase that moves to another day and a refund
 * of it wait for each other: what stands in a unique index is the key that a foreign key locks.
 */
export class TellSinceWhenItChanged1750000461000 implements MigrationInterface {
  name = "TellSinceWhenItChanged1750000461000";

  async up(runner: QueryRunner): Promise<void> {
    // Null where it was not told: any day.
    await runner.query(`alter table risk_change add column since date`);
    for (const [table, since] of Object.entries(SINCE)) {
      for (const [event, referencing, rows] of EVENTS) {
        const follows = `risk_change_follows_${table}_${event}`;
        await runner.query(`
          create function ${follows}() returns trigger language plpgsql as $$
          begin
            insert into risk_change (customer_id, source, since)
            select one.customer_id, tg_table_name, min(${since}) from ${rows} one group by one.customer_id;
            return null;
          end $$`);
        await runner.query(`drop trigger risk_change_follows_${event} on ${table}`);
        await runner.query(`
          create trigger risk_change_follows_${event} after ${event} on ${table} ${referencing}
          for each statement execute function ${follows}()`);
      }
    }
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
