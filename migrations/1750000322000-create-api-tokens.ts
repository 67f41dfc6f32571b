import type { MigrationInterface, QueryRunner } from "typeorm";

/** What machines sign in with. Of the secret only its hash is kept: who reads the table cannot sign in. */
export class CreateApiTokens1750000322000 implements MigrationInterface {
  name = "CreateApiTokens1750000322000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_token (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        name text collate "C" not null,
        secret_hash bytea not null,
        scopes text[] not null,
        expires_at timestamptz(3) not null,
        revoked_at timestamptz(3),
        last_used_at timestamptz(3),
        created_by text not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint api_token_pkey primary key (id),
        constraint api_token_external_id_key unique (external_id),
        constraint api_token_name_key unique (name),
        constraint api_token_secret_hash_key unique (secret_hash),
        constraint api_token_secret_hash_check check (length(secret_hash) = 32),
        constraint api_token_scopes_check
          check (cardinality(scopes) > 0 and scopes <@ array['COMPENSATION_READ', 'COMPENSATION_ACKNOWLEDGE'])
      )`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
