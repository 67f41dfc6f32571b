import type { MigrationInterface, QueryRunner } from "typeorm";

/** Every contact with a customer. */
export class CreateInteractions1750000012000 implements MigrationInterface {
  name = "CreateInteractions1750000012000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table interaction (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        rep_id bigint,
        kind text not null,
        channel text,
        direction text,
        point text,
        occurred_at timestamptz(3) not null,
        asked_at timestamptz(3),
        answered_at timestamptz(3),
        sentiment smallint,
        expectation text,
        cost_minor bigint,
        currency char(3),
        note text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint interaction_pkey primary key (id),
        constraint interaction_external_id_key unique (external_id),
        constraint interaction_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint interaction_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint interaction_kind_check
          check (kind in ('CALL', 'EMAIL', 'MEETING', 'CHAT', 'VISIT', 'LETTER', 'EVENT', 'OTHER')),
        constraint interaction_channel_check
          check (channel in ('PHONE', 'EMAIL', 'VIDEO', 'IN_PERSON', 'CHAT', 'PORTAL', 'POST', 'OTHER')),
        constraint interaction_direction_check check (direction in ('INBOUND', 'OUTBOUND', 'TWO_WAY')),
        constraint interaction_point_check
          check (point in ('FIRST_CONTACT', 'SALE', 'ONBOARDING', 'SERVICE', 'REVIEW', 'RENEWAL', 'THANKS', 'WIN_BACK', 'OTHER')),
        constraint interaction_sentiment_check check (sentiment between -2 and 2),
        constraint interaction_expectation_check check (expectation in ('MISSED', 'MET', 'EXCEEDED')),
        constraint interaction_answered_at_check check (answered_at >= asked_at),
        constraint interaction_cost_check check (cost_minor is null or currency is not null),
        constraint interaction_currency_check check (currency ~ '^[A-Z]{3}$')
      )`);
    await runner.query(
      `create index interaction_customer_id_idx on interaction (customer_id, occurred_at desc, id desc)`,
    );
    await runner.query(`create index interaction_rep_id_idx on interaction (rep_id, occurred_at desc)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
