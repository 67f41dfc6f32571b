import type { MigrationInterface, QueryRunner } from "typeorm";

/** What customers answered when they were asked how content they are. */
export class CreateSurveys1750000031000 implements MigrationInterface {
  name = "CreateSurveys1750000031000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table survey (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        contact_id bigint,
        kind text not null,
        score smallint not null,
        answered_on date not null,
        comment text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint survey_pkey primary key (id),
        constraint survey_external_id_key unique (external_id),
        constraint survey_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint survey_contact_id_fkey foreign key (contact_id) references contact (id),
        constraint survey_contact_customer_fkey foreign key (contact_id, customer_id) references contact (id, customer_id),
        constraint survey_kind_check check (kind in ('NPS', 'CSAT')),
        constraint survey_score_check check (case kind when 'NPS' then score between 0 and 10 else score between 1 and 5 end)
      )`);
    await runner.query(`create index survey_customer_id_idx on survey (customer_id, answered_on desc, id desc)`);
    await runner.query(`create index survey_contact_id_idx on survey (contact_id) where contact_id is not null`);
    await runner.query(`create index survey_answered_on_idx on survey (answered_on, kind)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
