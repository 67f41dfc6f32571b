import type { MigrationInterface, QueryRunner } from "typeorm";
import { guardPay } from "./guards";

/** What people are paid by: versions of plans that never change, and who is enrolled in them with which target. */
export class CreatePlans1750000300000 implements MigrationInterface {
  name = "CreatePlans1750000300000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table compensation_plan (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        code text collate "C" not null,
        name text not null,
        effective_from date not null,
        document jsonb not null,
        reason text not null,
        version integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint compensation_plan_pkey primary key (id),
        constraint compensation_plan_external_id_key unique (external_id),
        constraint compensation_plan_version_key unique (code, version),
        constraint compensation_plan_version_check check (version > 0),
        constraint compensation_plan_document_check check (jsonb_typeof(document) = 'object')
      )`);
    await runner.query(`
      create trigger compensation_plan_append_only before update or delete or truncate on compensation_plan
      for each statement execute function refuse_change()`);
    await runner.query(`alter table compensation_plan enable always trigger compensation_plan_append_only`);
    await runner.query(`revoke update, delete, truncate on compensation_plan from holdfast_server`);

    // The target is a year's: a quarter pays a quarter of it, and a rise begins a row of its own.
    await runner.query(`
      create table enrolment (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        rep_id bigint not null,
        plan_code text collate "C" not null,
        role text not null,
        target_minor bigint,
        currency char(3) not null,
        starts_on date not null,
        ends_on date,
        accepted_on date,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint enrolment_pkey primary key (id),
        constraint enrolment_external_id_key unique (external_id),
        constraint enrolment_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint enrolment_role_check
          check (role in ('SALES', 'ACCOUNT_MANAGER', 'CUSTOMER_SUCCESS', 'SUPPORT', 'MARKETING')),
        constraint enrolment_target_minor_check check (target_minor >= 0),
        constraint enrolment_currency_check check (currency ~ '^[A-Z]{3}$'),
        constraint enrolment_ends_on_check check (ends_on > starts_on),
        constraint enrolment_no_overlap
          exclude using gist (rep_id with =, plan_code with =, daterange(starts_on, ends_on) with &&)
          deferrable initially deferred
      )`);
    await guardPay(runner, "enrolment");
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
