import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whose a customer is in a period: versions that are added and never change. */
export class CreateAttributionPolicies1750000051000 implements MigrationInterface {
  name = "CreateAttributionPolicies1750000051000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table attribution_policy (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        effective_from date not null,
        rule text not null,
        minimum_days integer not null,
        inherited_grace_days integer not null,
        excused_reasons text[] not null,
        reason text not null,
        version integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint attribution_policy_pkey primary key (id),
        constraint attribution_policy_external_id_key unique (external_id),
        constraint attribution_policy_version_key unique (version),
        constraint attribution_policy_version_check check (version > 0),
        constraint attribution_policy_rule_check check (rule in ('AT_OPENING', 'AT_CLOSING', 'TIME_WEIGHTED')),
        constraint attribution_policy_minimum_days_check check (minimum_days >= 0),
        constraint attribution_policy_inherited_grace_days_check check (inherited_grace_days >= 0),
        constraint attribution_policy_excused_reasons_check check (excused_reasons <@ array['PRICE', 'COMPETITOR',
          'SERVICE', 'PRODUCT', 'RELATIONSHIP', 'BUSINESS_CHANGE', 'NON_PAYMENT', 'OTHER'])
      )`);

    await runner.query(`
      insert into attribution_policy (external_id, version, effective_from, rule, minimum_days, inherited_grace_days,
        excused_reasons, reason)
      values ('published-defaults', 1, '0001-01-01', 'AT_OPENING', 0, 0, '{}', 'The published defaults.')`);

    await runner.query(`
      create trigger attribution_policy_append_only before update or delete or truncate on attribution_policy
      for each statement execute function refuse_change()`);
    await runner.query(`alter table attribution_policy enable always trigger attribution_policy_append_only`);
    await runner.query(`revoke update, delete, truncate on attribution_policy from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
