import type { MigrationInterface, QueryRunner } from "typeorm";

/** What goes wrong at a customer, from the day it is told to the day it is put right. */
export class CreateIssues1750000030000 implements MigrationInterface {
  name = "CreateIssues1750000030000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table issue (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        kind text not null,
        severity text,
        opened_at timestamptz(3) not null,
        resolved_at timestamptz(3),
        summary text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint issue_pkey primary key (id),
        constraint issue_external_id_key unique (external_id),
        constraint issue_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint issue_kind_check check (kind in ('COMPLAINT', 'SERVICE_RISK', 'TECHNOLOGY_FAILURE', 'STAFFING_PROBLEM')),
        constraint issue_severity_check check (severity in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
        constraint issue_resolved_at_check check (resolved_at >= opened_at)
      )`);
    await runner.query(`create index issue_customer_id_idx on issue (customer_id, opened_at desc, id desc)`);
    await runner.query(`create index issue_open_idx on issue (opened_at desc, id desc) where resolved_at is null`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
