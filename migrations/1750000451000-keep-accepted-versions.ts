import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The version that could be read on a day, or on the last day enrolled, or the first: those published behind it are unread. Where
 * none was published by then, history was imported, and the days of effect stand in.
 */
const VERSION_READ = `
  select plan.id from compensation_plan plan
  where plan.code = e.plan_code and plan.effective_from <= greatest(least(e.accepted_on, e.ends_on - 1), e.starts_on)
  order by plan.recorded_at::date <= e.accepted_on desc, plan.version desc limit 1`;

/** Who accepts, accepts what there is to be read: a version that is published later, for an earlier day too, is another one. */
export class KeepAcceptedVersions1750000451000 implements MigrationInterface {
  name = "KeepAcceptedVersions1750000451000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table enrolment add column accepted_plan_id bigint,
        add constraint enrolment_accepted_plan_id_fkey foreign key (accepted_plan_id) references compensation_plan (id)`);
    await runner.query(`update enrolment e set accepted_plan_id = (${VERSION_READ}) where accepted_on is not null`);
    await runner.query(`
      alter table enrolment add constraint enrolment_accepted_check check ((accepted_on is null) = (accepted_plan_id is null))`);
    await runner.query(`
      create function name_accepted_plan() returns trigger language plpgsql as $$
      declare
        accepting constant boolean := current_setting('holdfast.role', true) in ('REP', 'LEADER');
        e constant record := new;
      begin
        if tg_op = 'INSERT' or new.accepted_on is distinct from old.accepted_on or accepting then
          new.accepted_plan_id := case when new.accepted_on is not null then (${VERSION_READ}) end;
        end if;
        return new;
      end $$`);
    // By its name the last of those before a row is written: the others may take an acceptance back.
    await runner.query(`
      create trigger enrolment_version_accepted before insert or update on enrolment
      for each row execute function name_accepted_plan()`);
    await runner.query(`alter table enrolment enable always trigger enrolment_version_accepted`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
