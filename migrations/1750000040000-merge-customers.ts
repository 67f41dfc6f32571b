import type { MigrationInterface, QueryRunner } from "typeorm";

/** Two accounts that turn out to be one: from a day on, the merged customer counts as the other. */
export class MergeCustomers1750000040000 implements MigrationInterface {
  name = "MergeCustomers1750000040000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table customer
        add column merged_into_id bigint,
        add column merged_on date,
        add constraint customer_merged_into_id_fkey foreign key (merged_into_id) references customer (id),
        add constraint customer_merged_check
          check ((merged_into_id is null) = (merged_on is null) and merged_into_id <> id)`);
    await runner.query(`
      create index customer_merged_into_id_idx on customer (merged_into_id) where merged_into_id is not null`);

    await runner.query(`
      create function customer_merges_end() returns trigger language plpgsql as $$
      begin
        -- Two merges that meet could close a circle that neither sees.
        perform pg_advisory_xact_lock(hashtext('customer_merge'));
        if exists (
          with recursive step (id) as (
            select new.merged_into_id
            union
            select c.merged_into_id from step join customer c on c.id = step.id where c.merged_into_id is not null
          )
          select from step where step.id = new.id
        ) then
          raise exception using errcode = 'check_violation', constraint = 'customer_merged_no_circle',
            message = 'a customer would be merged into itself through others';
        end if;
        return null;
      end $$`);
    await runner.query(`
      create constraint trigger customer_merges_end after insert or update of merged_into_id on customer
      deferrable initially deferred for each row when (new.merged_into_id is not null)
      execute function customer_merges_end()`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
