import type { MigrationInterface, QueryRunner } from "typeorm";

/** The people at a customer. */
export class CreateContacts1750000020000 implements MigrationInterface {
  name = "CreateContacts1750000020000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table contact (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        full_name text collate "C" not null,
        email text,
        influence text,
        left_on date,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint contact_pkey primary key (id),
        constraint contact_external_id_key unique (external_id),
        constraint contact_customer_key unique (id, customer_id),
        constraint contact_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint contact_influence_check
          check (influence in ('CHAMPION', 'DECISION_MAKER', 'USER', 'DETRACTOR'))
      )`);
    await runner.query(`create index contact_customer_id_idx on contact (customer_id, full_name, id)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
