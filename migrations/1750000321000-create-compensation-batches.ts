import type { MigrationInterface, QueryRunner } from "typeorm";
import { guardBatch } from "./guards";

/** What HR pulls: batches that are whole from their first moment and never change, and what HR answers line by line. */
export class CreateCompensationBatches1750000321000 implements MigrationInterface {
  name = "CreateCompensationBatches1750000321000";

  async up(runner: QueryRunner): Promise<void> {
    // The file is kept as it was first served: a later version of the program serves the same bytes.
    await runner.query(`
      create table compensation_batch (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        pay_period_id bigint not null,
        pay_group text collate "C",
        reissue_of_id bigint,
        starts_on date not null,
        ends_on date not null,
        pay_on date not null,
        line_count integer not null,
        totals jsonb not null,
        file bytea not null,
        content_hash text not null,
        created_by text not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint compensation_batch_pkey primary key (id),
        constraint compensation_batch_external_id_key unique (external_id),
        constraint compensation_batch_pay_period_id_fkey foreign key (pay_period_id) references pay_period (id),
        constraint compensation_batch_reissue_of_id_fkey foreign key (reissue_of_id) references compensation_batch (id),
        constraint compensation_batch_line_count_check check (line_count > 0),
        constraint compensation_batch_totals_check check (jsonb_typeof(totals) = 'array'),
        constraint compensation_batch_content_hash_check check (content_hash = encode(sha256(file), 'hex'))
      )`);
    await runner.query(`
      create unique index compensation_batch_once_key on compensation_batch (pay_period_id, pay_group) nulls not distinct
      where reissue_of_id is null`);
    await this.createLines(runner);
    await this.createAnswers(runner);
    for (const table of ["compensation_batch", "compensation_batch_line", "compensation_line_answer"]) {
      await guardBatch(runner, table);
    }
  }

  /** A line of a statement is sent once, and once more for each time that HR sent it back. */
  private async createLines(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table compensation_batch_line (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        batch_id bigint not null,
        position integer not null,
        rep_id bigint not null,
        employee_number text collate "C" not null,
        earning_code text not null,
        amount_minor bigint not null,
        currency char(3) not null,
        pay_on date not null,
        covers_from date not null,
        covers_to date not null,
        cost_centre text,
        comment text not null,
        statement_line_id bigint not null,
        reverses_id bigint,
        replaces_id bigint,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint compensation_batch_line_pkey primary key (id),
        constraint compensation_batch_line_external_id_key unique (external_id),
        constraint compensation_batch_line_position_key unique (batch_id, position),
        constraint compensation_batch_line_replaces_id_key unique (replaces_id),
        constraint compensation_batch_line_batch_id_fkey foreign key (batch_id) references compensation_batch (id),
        constraint compensation_batch_line_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint compensation_batch_line_statement_line_id_fkey
          foreign key (statement_line_id) references statement_line (id),
        constraint compensation_batch_line_reverses_id_fkey
          foreign key (reverses_id) references compensation_batch_line (id),
        constraint compensation_batch_line_replaces_id_fkey
          foreign key (replaces_id) references compensation_batch_line (id),
        constraint compensation_batch_line_amount_minor_check check (amount_minor <> 0),
        constraint compensation_batch_line_employee_number_check check (btrim(employee_number) <> ''),
        constraint compensation_batch_line_covers_to_check check (covers_to >= covers_from)
      )`);
    await runner.query(`
      create unique index compensation_batch_line_statement_line_key on compensation_batch_line (statement_line_id)
      where replaces_id is null`);
    await runner.query(`
      create index compensation_batch_line_statement_line_id_idx on compensation_batch_line (statement_line_id)`);
    await runner.query(`create index compensation_batch_line_rep_id_idx on compensation_batch_line (rep_id)`);
    await runner.query(`
      create function refuse_incomplete_batch() returns trigger language plpgsql as $$
      declare
        found_batch text;
      begin
        select batch.external_id into found_batch from compensation_batch batch
        where batch.id in (select batch_id from touched)
          and batch.line_count <> (select count(*) from compensation_batch_line line where line.batch_id = batch.id)
        limit 1;
        if found then
          raise exception using errcode = 'insufficient_privilege',
            message = format('batch %s is complete: insert of compensation_batch_line is refused', found_batch);
        end if;
        return null;
      end $$`);
    await runner.query(`
      create trigger compensation_batch_line_complete after insert on compensation_batch_line
      referencing new table as touched for each statement execute function refuse_incomplete_batch()`);
    await runner.query(`
      alter table compensation_batch_line enable always trigger compensation_batch_line_complete`);
  }

  private async createAnswers(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table compensation_line_answer (
        id bigint generated always as identity,
        batch_id bigint not null,
        line_id bigint not null,
        status text not null,
        reason text,
        reference text,
        principal text not null,
        recorded_at timestamptz(3) not null default now(),
        constraint compensation_line_answer_pkey primary key (id),
        constraint compensation_line_answer_once_key unique (line_id, status),
        constraint compensation_line_answer_batch_id_fkey foreign key (batch_id) references compensation_batch (id),
        constraint compensation_line_answer_line_id_fkey foreign key (line_id) references compensation_batch_line (id),
        constraint compensation_line_answer_status_check check (status in ('ACCEPTED', 'REJECTED', 'PAID')),
        constraint compensation_line_answer_reason_check check ((status = 'REJECTED') = (reason is not null)),
        constraint compensation_line_answer_reference_check check (status <> 'PAID' or reference is not null)
      )`);
    await runner.query(`create index compensation_line_answer_batch_id_idx on compensation_line_answer (batch_id)`);
    // What was paid or sent back is over: a line is never both.
    await runner.query(`
      create unique index compensation_line_answer_final_key on compensation_line_answer (line_id)
      where status in ('REJECTED', 'PAID')`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
