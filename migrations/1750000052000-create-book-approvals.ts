import type { MigrationInterface, QueryRunner } from "typeorm";

/** What somebody decided about whose book a customer counts in, and why. Added, never changed. */
export class CreateBookApprovals1750000052000 implements MigrationInterface {
  name = "CreateBookApprovals1750000052000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table book_approval (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        rep_id bigint not null,
        role text not null,
        kind text not null,
        on_day date not null,
        reason text not null,
        approved_by text not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint book_approval_pkey primary key (id),
        constraint book_approval_external_id_key unique (external_id),
        constraint book_approval_once_key unique (rep_id, customer_id, role, kind, on_day),
        constraint book_approval_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint book_approval_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint book_approval_role_check
          check (role in ('SALES', 'ACCOUNT_MANAGER', 'CUSTOMER_SUCCESS', 'SUPPORT', 'MARKETING')),
        constraint book_approval_kind_check check (kind in ('RESCUE', 'EXCUSED_LOSS', 'REMOVAL')),
        constraint book_approval_reason_check check (reason <> '')
      )`);
    await runner.query(`create index book_approval_customer_id_idx on book_approval (customer_id, on_day)`);

    await runner.query(`
      create trigger book_approval_append_only before update or delete or truncate on book_approval
      for each statement execute function refuse_change()`);
    await runner.query(`alter table book_approval enable always trigger book_approval_append_only`);
    await runner.query(`revoke update, delete, truncate on book_approval from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
