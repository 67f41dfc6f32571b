import type { MigrationInterface, QueryRunner } from "typeorm";

/** What customers decide at the end of a term. */
export class CreateRenewals1750000022000 implements MigrationInterface {
  name = "CreateRenewals1750000022000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table renewal (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        contract_id bigint,
        due_on date not null,
        value_due_minor bigint not null,
        currency char(3) not null,
        status text not null default 'UPCOMING',
        closed_on date,
        value_renewed_minor bigint,
        renewed_by_id bigint,
        loss_reason text,
        competitor text,
        note text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint renewal_pkey primary key (id),
        constraint renewal_external_id_key unique (external_id),
        constraint renewal_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint renewal_contract_id_fkey foreign key (contract_id) references contract (id),
        constraint renewal_contract_customer_fkey foreign key (contract_id, customer_id)
          references contract (id, customer_id) on update cascade,
        constraint renewal_renewed_by_id_fkey foreign key (renewed_by_id) references contract (id),
        constraint renewal_renewed_by_customer_fkey foreign key (renewed_by_id, customer_id)
          references contract (id, customer_id) on update cascade,
        constraint renewal_renewed_by_check check (renewed_by_id is null or status = 'RENEWED'),
        constraint renewal_renewed_by_contract_check check (renewed_by_id <> contract_id),
        constraint renewal_status_check check (status in ('UPCOMING', 'IN_TALKS', 'RENEWED', 'LOST')),
        constraint renewal_closed_on_check check ((status in ('RENEWED', 'LOST')) = (closed_on is not null)),
        constraint renewal_value_due_check check (value_due_minor >= 0),
        constraint renewal_value_renewed_check
          check ((status = 'RENEWED') = (value_renewed_minor is not null) and value_renewed_minor >= 0),
        constraint renewal_currency_check check (currency ~ '^[A-Z]{3}$'),
        constraint renewal_loss_check check ((status = 'LOST') = (loss_reason is not null)),
        constraint renewal_loss_reason_check check (loss_reason in
          ('PRICE', 'COMPETITOR', 'SERVICE', 'PRODUCT', 'RELATIONSHIP', 'BUSINESS_CHANGE', 'NON_PAYMENT', 'OTHER'))
      )`);
    await runner.query(`create index renewal_due_on_idx on renewal (due_on, id)`);
    await runner.query(`create index renewal_customer_id_idx on renewal (customer_id, due_on, id)`);
    await runner.query(`create index renewal_contract_id_idx on renewal (contract_id) where contract_id is not null`);
    await runner.query(
      `create index renewal_renewed_by_id_idx on renewal (renewed_by_id) where renewed_by_id is not null`,
    );
    await runner.query(`
      create function renewal_of_a_term() returns trigger language plpgsql as $$
      begin
        if exists (select from contract c where c.id = new.contract_id and c.month_to_month) then
          raise exception using errcode = 'check_violation', constraint = 'renewal_of_a_term',
            message = 'a month-to-month contract has no renewal';
        end if;
        return null;
      end $$`);
    await runner.query(`
      create constraint trigger renewal_of_a_term after insert or update of contract_id on renewal
      deferrable initially deferred for each row when (new.contract_id is not null)
      execute function renewal_of_a_term()`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
