import type { MigrationInterface, QueryRunner } from "typeorm";

/** What was fitted to customers: rows that are added and never change, so that a projection can name its model. */
export class CreateCustomerModels1750000060000 implements MigrationInterface {
  name = "CreateCustomerModels1750000060000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table customer_model (
        id bigint generated always as identity,
        kind text not null,
        segment text,
        as_of date not null,
        status text not null,
        reason text,
        parameters jsonb,
        log_likelihood double precision,
        customers integer not null,
        currency char(3),
        assumed jsonb not null,
        holdout jsonb,
        definition_version integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint customer_model_pkey primary key (id),
        constraint customer_model_kind_check check (kind in ('BG_NBD', 'GAMMA_GAMMA', 'SHIFTED_BETA_GEOMETRIC')),
        constraint customer_model_status_check check (status in ('FITTED', 'TOO_FEW', 'RUNS_AWAY')),
        constraint customer_model_fitted_check
          check ((status = 'FITTED') = (parameters is not null) and (status = 'FITTED') = (log_likelihood is not null)),
        constraint customer_model_reason_check check ((status = 'FITTED') = (reason is null)),
        constraint customer_model_customers_check check (customers >= 0),
        constraint customer_model_currency_check check ((kind = 'GAMMA_GAMMA') = (currency is not null)),
        constraint customer_model_assumed_check check (jsonb_typeof(assumed) = 'array')
      )`);
    await runner.query(`create index customer_model_latest_idx on customer_model (kind, segment, as_of desc, id desc)`);

    await runner.query(`
      create trigger customer_model_append_only before update or delete or truncate on customer_model
      for each statement execute function refuse_change()`);
    await runner.query(`alter table customer_model enable always trigger customer_model_append_only`);
    await runner.query(`revoke update, delete, truncate on customer_model from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
