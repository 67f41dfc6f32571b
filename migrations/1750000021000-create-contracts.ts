import type { MigrationInterface, QueryRunner } from "typeorm";

/** What customers have committed to, term by term. */
export class CreateContracts1750000021000 implements MigrationInterface {
  name = "CreateContracts1750000021000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table contract (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        signed_on date not null,
        starts_on date not null,
        ends_on date,
        month_to_month boolean not null default false,
        annual_value_minor bigint not null,
        currency char(3) not null,
        replaces_id bigint,
        ended_on date,
        loss_reason text,
        competitor text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint contract_pkey primary key (id),
        constraint contract_external_id_key unique (external_id),
        constraint contract_customer_key unique (id, customer_id),
        constraint contract_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint contract_replaces_id_fkey foreign key (replaces_id) references contract (id),
        constraint contract_replaces_customer_fkey foreign key (replaces_id, customer_id)
          references contract (id, customer_id) on update cascade,
        constraint contract_replaces_check check (replaces_id <> id),
        constraint contract_term_check check (month_to_month = (ends_on is null)),
        constraint contract_ends_on_check check (ends_on > starts_on),
        constraint contract_ended_on_check check (ended_on >= starts_on and (ends_on is null or ended_on <= ends_on)),
        constraint contract_annual_value_check check (annual_value_minor >= 0),
        constraint contract_currency_check check (currency ~ '^[A-Z]{3}$'),
        constraint contract_loss_check check (ended_on is not null or (loss_reason is null and competitor is null)),
        constraint contract_loss_reason_check check (loss_reason in
          ('PRICE', 'COMPETITOR', 'SERVICE', 'PRODUCT', 'RELATIONSHIP', 'BUSINESS_CHANGE', 'NON_PAYMENT', 'OTHER'))
      )`);
    await runner.query(`create index contract_customer_id_idx on contract (customer_id, starts_on desc, id desc)`);
    await runner.query(`create index contract_replaces_id_idx on contract (replaces_id) where replaces_id is not null`);
    await this.orderReplacements(runner);
  }

  /** Along replacements the start never goes back, and no contract replaces itself by way of others. */
  private async orderReplacements(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function contract_replaces_earlier() returns trigger language plpgsql as $$
      begin
        if exists (select from contract earlier where earlier.id = new.replaces_id and earlier.starts_on > new.starts_on)
          or exists (select from contract later where later.replaces_id = new.id and later.starts_on < new.starts_on)
          or exists (
            with recursive replaced (id) as (
              select new.replaces_id
              union select c.replaces_id from replaced join contract c on c.id = replaced.id)
            select from replaced where id = new.id)
        then
          raise exception using errcode = 'check_violation', constraint = 'contract_replaces_earlier',
            message = 'a contract replaces one that starts later, or itself by way of others';
        end if;
        return null;
      end $$`);
    await runner.query(`
      create constraint trigger contract_replaces_earlier after insert or update of starts_on, replaces_id on contract
      deferrable initially deferred for each row execute function contract_replaces_earlier()`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
