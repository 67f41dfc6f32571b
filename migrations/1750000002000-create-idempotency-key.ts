import type { MigrationInterface, QueryRunner } from "typeorm";

/** What was answered to a mutation, so that its repetition has no second effect. */
export class CreateIdempotencyKey1750000002000 implements MigrationInterface {
  name = "CreateIdempotencyKey1750000002000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_key (
        principal text not null,
        mutation text not null,
        key text not null,
        payload_hash bytea not null,
        outcome jsonb,
        recorded_at timestamptz(3) not null default now(),
        constraint idempotency_key_pkey primary key (principal, mutation, key)
      )`);
    await runner.query(`create index idempotency_key_recorded_at_idx on idempotency_key (recorded_at)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
