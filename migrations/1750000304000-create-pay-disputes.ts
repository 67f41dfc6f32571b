import type { MigrationInterface, QueryRunner } from "typeorm";
import { guardPay } from "./guards";

const ROLE = "(select current_setting('holdfast.role', true))";
const SELF = "(select nullif(current_setting('holdfast.rep_id', true), '')::bigint)";

/**
 * What people object to in their statements, and what they were answered. A line is named by the key that it keeps however
 * often its period is calculated, so that a calculation takes no dispute with it.
 */
export class CreatePayDisputes1750000304000 implements MigrationInterface {
  name = "CreatePayDisputes1750000304000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pay_dispute (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        line_external_id text collate "C" not null,
        pay_period_id bigint not null,
        rep_id bigint not null,
        status text not null default 'OPEN',
        text text not null,
        raised_by text not null,
        answer text,
        answered_by text,
        answered_at timestamptz(3),
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint pay_dispute_pkey primary key (id),
        constraint pay_dispute_external_id_key unique (external_id),
        constraint pay_dispute_pay_period_id_fkey foreign key (pay_period_id) references pay_period (id),
        constraint pay_dispute_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint pay_dispute_status_check check (status in ('OPEN', 'ACCEPTED', 'REJECTED')),
        constraint pay_dispute_text_check check (text <> ''),
        constraint pay_dispute_answer_check
          check (num_nonnulls(answer, answered_by, answered_at) = case status when 'OPEN' then 0 else 3 end)
      )`);
    await runner.query(`create index pay_dispute_line_idx on pay_dispute (line_external_id)`);
    await runner.query(`create index pay_dispute_rep_id_idx on pay_dispute (rep_id)`);
    await runner.query(`
      create unique index pay_dispute_one_open_key on pay_dispute (line_external_id) where status = 'OPEN'`);
    await guardPay(runner, "pay_dispute");
    await this.letPeopleSpeak(runner);
    await this.keepWhatWasSaid(runner);
  }

  /** Who is paid objects, and a leader answers: of its own pay nobody answers for itself. */
  private async letPeopleSpeak(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create policy pay_dispute_raised on pay_dispute for insert to holdfast_server
      with check (${ROLE} in ('REP', 'LEADER') and rep_id = ${SELF} and status = 'OPEN')`);
    await runner.query(`
      create policy pay_dispute_answered on pay_dispute for update to holdfast_server using (
        ${ROLE} = 'LEADER' and rep_id <> ${SELF}
        and exists (select from reporting_line line where line.rep_id = pay_dispute.rep_id and line.leader_id = ${SELF}
          and line.starts_on <= current_date and (line.ends_on is null or line.ends_on > current_date)))`);
  }

  private async keepWhatWasSaid(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function keep_dispute() returns trigger language plpgsql as $$
      declare
        answering constant text[] := '{status,answer,answered_by,answered_at,version}';
      begin
        if old.status <> 'OPEN' or to_jsonb(new) - answering is distinct from to_jsonb(old) - answering then
          raise exception using errcode = 'insufficient_privilege',
            message = 'what was disputed or answered stays as it was said';
        end if;
        return new;
      end $$`);
    await runner.query(`
      create trigger pay_dispute_kept before update on pay_dispute for each row execute function keep_dispute()`);
    await runner.query(`
      create trigger pay_dispute_not_removed before delete or truncate on pay_dispute
      for each statement execute function refuse_change()`);
    for (const trigger of ["pay_dispute_kept", "pay_dispute_not_removed"]) {
      await runner.query(`alter table pay_dispute enable always trigger ${trigger}`);
    }
    await runner.query(`revoke delete, truncate on pay_dispute from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
