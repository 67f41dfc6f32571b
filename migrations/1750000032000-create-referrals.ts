import type { MigrationInterface, QueryRunner } from "typeorm";

/** Leads that customers brought, from the day they were named to the day they bought. */
export class CreateReferrals1750000032000 implements MigrationInterface {
  name = "CreateReferrals1750000032000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table referral (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        lead_id bigint not null,
        received_on date not null,
        first_followed_up_on date,
        converted_on date,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint referral_pkey primary key (id),
        constraint referral_external_id_key unique (external_id),
        constraint referral_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint referral_lead_id_fkey foreign key (lead_id) references customer (id),
        constraint referral_lead_check check (lead_id <> customer_id),
        constraint referral_first_followed_up_on_check check (first_followed_up_on >= received_on),
        constraint referral_converted_on_check check (converted_on >= coalesce(first_followed_up_on, received_on))
      )`);
    await runner.query(`create index referral_customer_id_idx on referral (customer_id, received_on desc, id desc)`);
    await runner.query(`create index referral_lead_id_idx on referral (lead_id)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
