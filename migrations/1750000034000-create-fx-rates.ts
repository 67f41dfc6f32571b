import type { MigrationInterface, QueryRunner } from "typeorm";

/** What one unit of a currency was worth in another, day by day. */
export class CreateFxRates1750000034000 implements MigrationInterface {
  name = "CreateFxRates1750000034000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table fx_rate (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        base char(3) not null,
        quote char(3) not null,
        day date not null,
        rate numeric not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint fx_rate_pkey primary key (id),
        constraint fx_rate_external_id_key unique (external_id),
        constraint fx_rate_day_key unique (base, quote, day),
        constraint fx_rate_base_check check (base ~ '^[A-Z]{3}$'),
        constraint fx_rate_quote_check check (quote ~ '^[A-Z]{3}$' and quote <> base),
        constraint fx_rate_rate_check check (rate > 0)
      )`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
