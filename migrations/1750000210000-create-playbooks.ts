import type { MigrationInterface, QueryRunner } from "typeorm";

/** What is done about an alert or an event: versions that are added and never change. */
export class CreatePlaybooks1750000210000 implements MigrationInterface {
  name = "CreatePlaybooks1750000210000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table playbook (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        code text not null,
        effective_from date not null,
        name text not null,
        opens_on text not null,
        signal text,
        from_severity double precision,
        below_severity double precision,
        from_band text,
        event text,
        role text not null,
        steps text[] not null,
        due_within_days integer not null,
        cool_down_days integer not null,
        retired boolean not null default false,
        reason text not null,
        version integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint playbook_pkey primary key (id),
        constraint playbook_external_id_key unique (external_id),
        constraint playbook_version_key unique (code, version),
        constraint playbook_id_code_key unique (id, code),
        constraint playbook_version_check check (version > 0),
        constraint playbook_code_check check (code ~ '^[A-Z][A-Z_]*$'),
        constraint playbook_opens_on_check check (
          (opens_on = 'SIGNAL') = (signal is not null and from_severity is not null)
          and (opens_on = 'BAND') = (from_band is not null)
          and (opens_on = 'EVENT') = (event is not null)
          and opens_on in ('SIGNAL', 'BAND', 'EVENT')),
        constraint playbook_severity_check check (
          from_severity > 0 and from_severity <= 1
          and (below_severity is null or (below_severity > from_severity and below_severity <= 1))),
        constraint playbook_from_band_check check (from_band in ('WATCH', 'AT_RISK', 'CRITICAL')),
        constraint playbook_event_check
          check (event in ('LEAD_CAME', 'REFERRAL_CAME', 'RENEWED', 'RENEWAL_NEAR', 'LOST')),
        constraint playbook_role_check
          check (role in ('SALES', 'ACCOUNT_MANAGER', 'CUSTOMER_SUCCESS', 'SUPPORT', 'MARKETING')),
        constraint playbook_steps_check check (cardinality(steps) > 0 and array_position(steps, '') is null),
        constraint playbook_due_within_days_check check (due_within_days >= 0),
        constraint playbook_cool_down_days_check check (cool_down_days >= 0),
        constraint playbook_reason_check check (reason <> '')
      )`);
    await this.publish(runner);

    await runner.query(`
      create trigger playbook_append_only before update or delete or truncate on playbook
      for each statement execute function refuse_change()`);
    await runner.query(`alter table playbook enable always trigger playbook_append_only`);
    await runner.query(`revoke update, delete, truncate on playbook from holdfast_server`);
  }

  /** The published defaults hold from the first day that a date can name. */
  private async publish(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into playbook (external_id, code, version, effective_from, name, opens_on, signal, from_severity,
        below_severity, from_band, role, steps, due_within_days, cool_down_days, reason)
      values
        ('published-purchase-rhythm', 'PURCHASE_RHYTHM_BROKEN', 1, '0001-01-01', 'The purchase rhythm is broken',
         'SIGNAL', 'PURCHASE_RHYTHM', 0.5, 1, null, 'ACCOUNT_MANAGER',
         array['Look up what the customer bought last, and what was said since.',
               'Call, and ask what has changed.',
               'Agree on the next order, or note why there will be none.'],
         7, 30, 'The published defaults.'),
        ('published-at-risk', 'CUSTOMER_AT_RISK', 1, '0001-01-01', 'The customer may leave',
         'BAND', null, null, null, 'AT_RISK', 'ACCOUNT_MANAGER',
         array['Read the evidence, and check it with whoever serves the customer.',
               'Talk with the decision maker about what is wrong.',
               'Agree on what is put right, by whom, and until when.',
               'Come back to the customer when it is done.'],
         14, 60, 'The published defaults.')`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
