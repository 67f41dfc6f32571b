import type { MigrationInterface, QueryRunner } from "typeorm";

/** What was done about which customer, and what came of it. */
export class CreatePlays1750000211000 implements MigrationInterface {
  name = "CreatePlays1750000211000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table play (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        playbook_id bigint not null,
        playbook_code text not null,
        role text not null,
        opened_on date not null,
        due_on date not null,
        evidence text not null,
        signal text,
        severity double precision,
        band text,
        event_on date,
        rep_id bigint,
        snoozed_until date,
        snooze_reason text,
        closed_on date,
        outcome text,
        note text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint play_pkey primary key (id),
        constraint play_external_id_key unique (external_id),
        constraint play_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint play_playbook_id_fkey foreign key (playbook_id) references playbook (id),
        constraint play_playbook_code_fkey foreign key (playbook_id, playbook_code) references playbook (id, code),
        constraint play_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint play_role_check
          check (role in ('SALES', 'ACCOUNT_MANAGER', 'CUSTOMER_SUCCESS', 'SUPPORT', 'MARKETING')),
        constraint play_due_on_check check (due_on >= opened_on),
        constraint play_evidence_check check (evidence <> ''),
        constraint play_why_check check ((event_on is null) = (band is not null) and (signal is null) = (severity is null)),
        constraint play_band_check check (band in ('HEALTHY', 'WATCH', 'AT_RISK', 'CRITICAL')),
        constraint play_snooze_check check ((snoozed_until is null) = (snooze_reason is null) and snooze_reason <> ''),
        constraint play_closed_check check ((closed_on is null) = (outcome is null) and closed_on >= opened_on),
        constraint play_outcome_check
          check (outcome in ('RETAINED', 'CARRIED_OUT', 'NO_ANSWER', 'LOST', 'NOT_NEEDED'))
      )`);
    await runner.query(`
      create unique index play_open_key on play (customer_id, playbook_code) where closed_on is null`);
    await runner.query(`
      create unique index play_event_key on play (customer_id, playbook_code, event_on) where event_on is not null`);
    await runner.query(`create index play_customer_id_idx on play (customer_id, opened_on, id)`);
    await runner.query(`create index play_rep_id_idx on play (rep_id) where rep_id is not null`);
    await runner.query(`create index play_playbook_id_idx on play (playbook_id)`);
    await runner.query(`create index play_due_on_idx on play (due_on, id)`);

    await runner.query(`
      create table play_step (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        play_id bigint not null,
        position integer not null,
        what text not null,
        done_on date,
        done_by text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint play_step_pkey primary key (id),
        constraint play_step_external_id_key unique (external_id),
        constraint play_step_position_key unique (play_id, position),
        constraint play_step_play_id_fkey foreign key (play_id) references play (id),
        constraint play_step_position_check check (position > 0),
        constraint play_step_done_check check ((done_on is null) = (done_by is null))
      )`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
