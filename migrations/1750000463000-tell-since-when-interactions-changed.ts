import type { MigrationInterface, QueryRunner } from "typeorm";

const EVENTS = [
  ["insert", "referencing new table as changed", "changed"],
  ["update", "referencing old table as previous new table as changed", "(table changed union all table previous)"],
  ["delete", "referencing old table as changed", "changed"],
] as const;

/**
 * What is said later than all that was read of a customer is added to that: contacts tell their days, and the copy up to
 * which day it has read.
 */
export class TellSinceWhenInteractionsChanged1750000463000 implements MigrationInterface {
  name = "TellSinceWhenInteractionsChanged1750000463000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table risk_facts add column interactions_to date`);
    for (const [event, referencing, rows] of EVENTS) {
      const follows = `risk_change_follows_interaction_${event}`;
      await runner.query(`
        create function ${follows}() returns trigger language plpgsql as $$
        begin
          insert into risk_change (customer_id, source, since)
          select one.customer_id, tg_table_name, (min(one.occurred_at) at time zone 'UTC')::date
          from ${rows} one group by one.customer_id;
          return null;
        end $$`);
      await runner.query(`drop trigger risk_change_follows_${event} on interaction`);
      await runner.query(`
        create trigger risk_change_follows_${event} after ${event} on interaction ${referencing}
        for each statement execute function ${follows}()`);
    }
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
