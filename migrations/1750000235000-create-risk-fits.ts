import type { MigrationInterface, QueryRunner } from "typeorm";

/** How probable losses are, as the company's own history taught it: rows that are added and never change. */
export class CreateRiskFits1750000235000 implements MigrationInterface {
  name = "CreateRiskFits1750000235000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table risk_fit (
        id bigint generated always as identity,
        relationship text not null,
        as_of date not null,
        status text not null,
        reason text not null,
        horizon_days integer not null,
        customers integer not null,
        losses integer not null,
        model jsonb,
        buying jsonb,
        validation jsonb,
        risk_model_version integer not null,
        definition_version integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint risk_fit_pkey primary key (id),
        constraint risk_fit_relationship_check check (relationship in ('CONTRACT', 'REPEAT_PURCHASE')),
        constraint risk_fit_status_check check (status in ('ON', 'OFF', 'TOO_FEW_OUTCOMES')),
        constraint risk_fit_horizon_days_check check (horizon_days >= 1),
        constraint risk_fit_losses_check check (losses between 0 and customers),
        constraint risk_fit_learnt_check check (
          (status = 'TOO_FEW_OUTCOMES') = (model is null) and (status = 'TOO_FEW_OUTCOMES') = (validation is null)),
        constraint risk_fit_buying_check check (buying is null or (relationship = 'REPEAT_PURCHASE' and model is not null))
      )`);
    await runner.query(`create index risk_fit_latest_idx on risk_fit (relationship, as_of desc, id desc)`);

    await runner.query(`
      create trigger risk_fit_append_only before update or delete or truncate on risk_fit
      for each statement execute function refuse_change()`);
    await runner.query(`alter table risk_fit enable always trigger risk_fit_append_only`);
    await runner.query(`revoke update, delete, truncate on risk_fit from holdfast_server`);

    // What told a probability is stored with it; a run knows the newest fit of its day, so that a newer one calls for a new run.
    await runner.query(`
      alter table risk_assessment
        add column risk_fit_id bigint,
        add constraint risk_assessment_fit_fkey foreign key (risk_fit_id) references risk_fit (id),
        add constraint risk_assessment_calibrated_check check (calibrated = (risk_fit_id is not null))`);
    await runner.query(`
      alter table risk_run
        add column risk_fit_id bigint,
        add constraint risk_run_fit_fkey foreign key (risk_fit_id) references risk_fit (id)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
