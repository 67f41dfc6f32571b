import type { MigrationInterface, QueryRunner } from "typeorm";

/** What teams agreed to do about the customers that they lost. */
export class CreateAgreedActions1750000222000 implements MigrationInterface {
  name = "CreateAgreedActions1750000222000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agreed_action (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        team_id bigint,
        owner_id bigint not null,
        what text not null,
        starts_on date not null,
        ends_on date not null,
        agreed_on date not null,
        due_on date not null,
        done_on date,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint agreed_action_pkey primary key (id),
        constraint agreed_action_external_id_key unique (external_id),
        constraint agreed_action_team_id_fkey foreign key (team_id) references team (id),
        constraint agreed_action_owner_id_fkey foreign key (owner_id) references rep (id),
        constraint agreed_action_ends_on_check check (ends_on > starts_on),
        constraint agreed_action_due_on_check check (due_on >= agreed_on),
        constraint agreed_action_done_on_check check (done_on >= agreed_on)
      )`);
    await runner.query(`create index agreed_action_starts_on_idx on agreed_action (starts_on, ends_on)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
