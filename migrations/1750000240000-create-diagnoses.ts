import type { MigrationInterface, QueryRunner } from "typeorm";

/** The first version's questions, all of one weight: 0 says that nothing is wrong, 4 that the customer may leave over it. */
const QUESTIONS = [
  ["RESULTS_REACHED", "RESULTS", "How far is the customer from the results that it buys from us for?"],
  ["USE_FALLING", "RESULTS", "How much less does it use what it bought than a year ago?"],
  ["SPONSOR_MISSING", "RELATIONSHIP", "How far are we from a sponsor who would decide for us?"],
  ["TRUST_LOST", "RELATIONSHIP", "How much trust was lost, and not won back?"],
  ["SERVICE_COMPLAINED", "SERVICE", "How loudly does it complain of our service, or no longer bother to?"],
  ["PROMISES_BROKEN", "SERVICE", "How often did we not do what we had promised?"],
  ["TECHNOLOGY_FAILS", "TECHNOLOGY", "How much does what we delivered keep it from working?"],
  ["PEOPLE_UNFIT", "PEOPLE", "How badly do the people who serve it fit what it needs?"],
  ["CONTRACT_DISPUTED", "CONTRACT", "How much is in dispute about terms, prices or the renewal?"],
  ["VALUE_DOUBTED", "COST", "How much does it doubt that it gets its money's worth?"],
  ["COMPETITOR_CLOSE", "VOICE", "How far is it with a competitor, or with doing without us?"],
  ["SURPRISE", "REVIEW", "All in all: how little would it surprise you if it left within half a year?"],
] as const;

/** Reviews of customers by people trained in the method, and the versions of what they ask. */
export class CreateDiagnoses1750000240000 implements MigrationInterface {
  name = "CreateDiagnoses1750000240000";

  async up(runner: QueryRunner): Promise<void> {
    await this.templates(runner);
    await runner.query(`
      create table diagnosis (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        reviewer_id bigint not null,
        template_id bigint not null,
        reviewed_on date not null,
        score double precision not null,
        worst_dimension text,
        worst_score double precision,
        dimensions jsonb not null,
        answers jsonb not null,
        note text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint diagnosis_pkey primary key (id),
        constraint diagnosis_external_id_key unique (external_id),
        constraint diagnosis_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint diagnosis_reviewer_id_fkey foreign key (reviewer_id) references rep (id),
        constraint diagnosis_template_id_fkey foreign key (template_id) references diagnosis_template (id),
        constraint diagnosis_score_check check (score between 0 and 100),
        constraint diagnosis_worst_check
          check ((worst_dimension is null) = (worst_score is null) and worst_score between 0 and 100),
        constraint diagnosis_dimensions_check check (jsonb_typeof(dimensions) = 'array'),
        constraint diagnosis_answers_check check (jsonb_typeof(answers) = 'array')
      )`);
    await runner.query(`create index diagnosis_customer_id_idx on diagnosis (customer_id, reviewed_on desc, id desc)`);
    await runner.query(`create index diagnosis_reviewer_id_idx on diagnosis (reviewer_id)`);
    await runner.query(`create index diagnosis_template_id_idx on diagnosis (template_id)`);
    await this.keep(runner, "diagnosis");
    await runner.query(`
      create trigger risk_change_follows_insert after insert on diagnosis referencing new table as changed
      for each statement execute function risk_change_follows()`);
  }

  private async templates(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table diagnosis_template (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        effective_from date not null,
        course text not null,
        holds_days integer not null,
        questions jsonb not null,
        by_segment jsonb not null,
        reason text not null,
        version integer not null,
        recorded_at timestamptz(3) not null default now(),
        constraint diagnosis_template_pkey primary key (id),
        constraint diagnosis_template_external_id_key unique (external_id),
        constraint diagnosis_template_version_key unique (version),
        constraint diagnosis_template_version_check check (version > 0),
        constraint diagnosis_template_course_check check (course <> ''),
        constraint diagnosis_template_holds_days_check check (holds_days >= 1),
        constraint diagnosis_template_questions_check check (
          jsonb_typeof(questions) = 'array' and jsonb_array_length(questions) > 0
          and not jsonb_path_exists(questions, '$[*].weight ? (@.type() != "number" || @ <= 0)')),
        constraint diagnosis_template_by_segment_check check (
          jsonb_typeof(by_segment) = 'object'
          and not jsonb_path_exists(by_segment, '$.*.questions[*].weight ? (@.type() != "number" || @ <= 0)'))
      )`);
    const questions = QUESTIONS.map(([code, dimension, text]) => ({ code, dimension, text, weight: 1 }));
    await runner.query(
      `insert into diagnosis_template (external_id, version, effective_from, course, holds_days, questions, by_segment, reason)
       values ('published-defaults', 1, '0001-01-01', 'diagnosis', 180, $1, '{}', 'The published defaults.')`,
      [JSON.stringify(questions)],
    );
    await this.keep(runner, "diagnosis_template");
  }

  /** What was filed or published never changes. */
  private async keep(runner: QueryRunner, table: string): Promise<void> {
    await runner.query(`
      create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_change()`);
    await runner.query(`alter table ${table} enable always trigger ${table}_append_only`);
    await runner.query(`revoke update, delete, truncate on ${table} from holdfast_server`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
