import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whom a changed row says something new of. */
const CUSTOMERS = {
  risk_change_follows: "select distinct customer_id from changed",
  risk_change_follows_customer: "select id from changed",
  risk_change_follows_line: "select distinct p.customer_id from changed join purchase p on p.id = changed.purchase_id",
} as const;

const OF_A_CUSTOMER = ["purchase", "interaction", "contact", "contract", "renewal", "issue", "survey", "assignment"];

const FACTS: readonly (readonly [table: string, follows: keyof typeof CUSTOMERS])[] = [
  ...OF_A_CUSTOMER.map((table) => [table, "risk_change_follows"] as const),
  ["customer", "risk_change_follows_customer"],
  ["purchase_line", "risk_change_follows_line"],
];

const EVENTS = [
  ["insert", "new"],
  ["update", "new"],
  ["delete", "old"],
] as const;

/** How at risk customers were, run by run, and whose facts changed since. */
export class CreateRiskAssessments1750000201000 implements MigrationInterface {
  name = "CreateRiskAssessments1750000201000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table risk_run (
        id bigint generated always as identity,
        as_of date not null,
        scope text not null,
        model_version integer not null,
        looked_at integer not null,
        assessed integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint risk_run_pkey primary key (id),
        constraint risk_run_scope_check check (scope in ('ALL', 'CHANGED')),
        constraint risk_run_assessed_check check (assessed between 0 and looked_at)
      )`);
    await runner.query(`create index risk_run_as_of_idx on risk_run (as_of, id)`);

    await runner.query(`
      create table risk_assessment (
        id bigint generated always as identity,
        customer_id bigint not null,
        as_of date not null,
        model_version integer not null,
        horizon_days integer not null,
        score smallint not null,
        band text not null,
        previous_band text,
        change smallint,
        probability double precision not null,
        calibrated boolean not null,
        coverage double precision not null,
        annual_value_minor bigint not null,
        value_at_risk_minor bigint not null,
        currency char(3) not null,
        drivers jsonb not null,
        recorded_at timestamptz(3) not null default now(),
        constraint risk_assessment_pkey primary key (id),
        constraint risk_assessment_day_key unique (customer_id, as_of),
        constraint risk_assessment_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint risk_assessment_model_fkey foreign key (model_version) references risk_model (version),
        constraint risk_assessment_score_check check (score between 0 and 100),
        constraint risk_assessment_band_check check (band in ('HEALTHY', 'WATCH', 'AT_RISK', 'CRITICAL')),
        constraint risk_assessment_previous_band_check
          check (previous_band in ('HEALTHY', 'WATCH', 'AT_RISK', 'CRITICAL')),
        constraint risk_assessment_probability_check check (probability between 0 and 1),
        constraint risk_assessment_coverage_check check (coverage between 0 and 1),
        constraint risk_assessment_drivers_check check (jsonb_typeof(drivers) = 'array')
      )`);
    await runner.query(`
      create index risk_assessment_value_idx on risk_assessment (as_of, value_at_risk_minor desc, customer_id)`);
    await this.queueChanges(runner);
    await runner.query(`
      create index purchase_refunds_idx on purchase (customer_id) include (refund_of_id, amount_minor, purchased_on)
      where refund_of_id is not null`);
  }

  /**
   * A queue, not a mark per customer: two writers of one customer never wait for each other, and what is committed while a
   * run reads stays queued for the next.
   */
  private async queueChanges(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table risk_change (
        customer_id bigint not null,
        recorded_at timestamptz(3) not null default now()
      )`);
    for (const [name, customers] of Object.entries(CUSTOMERS)) {
      await runner.query(`
        create function ${name}() returns trigger language plpgsql as $$
        begin
          insert into risk_change (customer_id) ${customers};
          return null;
        end $$`);
    }
    for (const [table, follows] of FACTS) {
      for (const [event, changed] of EVENTS) {
        await runner.query(`
          create trigger risk_change_follows_${event} after ${event} on ${table} referencing ${changed} table as changed
          for each statement execute function ${follows}()`);
      }
    }
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
