import type { MigrationInterface, QueryRunner } from "typeorm";

/** An enrolment holds to its plan, and is accepted by who is enrolled: as it stands then. */
export class GuardEnrolments1750000303000 implements MigrationInterface {
  name = "GuardEnrolments1750000303000";

  async up(runner: QueryRunner): Promise<void> {
    // Names the rules as constraints: who writes a row learns which field broke one.
    await runner.query(`
      create function hold_enrolment_to_plan() returns trigger language plpgsql as $$
      declare
        plan record;
      begin
        select min(effective_from) as starts_on, min(document ->> 'currency') as currency into plan
        from compensation_plan where code = new.plan_code;
        if plan.starts_on is null then
          raise exception using errcode = 'foreign_key_violation', constraint = 'enrolment_plan_code_fkey',
            message = 'an enrolment names a plan';
        elsif plan.starts_on > new.starts_on then
          raise exception using errcode = 'check_violation', constraint = 'enrolment_starts_on_plan_check',
            message = 'an enrolment begins when its plan is in effect';
        elsif plan.currency <> new.currency then
          raise exception using errcode = 'check_violation', constraint = 'enrolment_currency_plan_check',
            message = 'an enrolment is in its plan''s currency';
        end if;
        return new;
      end $$`);
    await runner.query(`
      create trigger enrolment_held_to_plan before insert or update on enrolment
      for each row execute function hold_enrolment_to_plan()`);
    await this.letAccept(runner);
  }

  private async letAccept(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create policy enrolment_accepted on enrolment for update to holdfast_server using (
        (select current_setting('holdfast.role', true)) in ('REP', 'LEADER')
        and rep_id = (select nullif(current_setting('holdfast.rep_id', true), '')::bigint))`);
    await runner.query(`
      create function keep_enrolment_terms() returns trigger language plpgsql as $$
      declare
        accepting constant text[] := '{accepted_on,version}';
      begin
        if current_setting('holdfast.role', true) in ('REP', 'LEADER') and current_user = 'holdfast_server'
          and to_jsonb(new) - accepting is distinct from to_jsonb(old) - accepting then
          raise exception using errcode = 'insufficient_privilege',
            message = 'who is enrolled accepts an enrolment, and changes nothing of it';
        end if;
        if (new.rep_id, new.plan_code, new.role, new.target_minor, new.currency, new.starts_on)
            is distinct from (old.rep_id, old.plan_code, old.role, old.target_minor, old.currency, old.starts_on)
          and new.accepted_on is not distinct from old.accepted_on then
          new.accepted_on := null;
        end if;
        return new;
      end $$`);
    await runner.query(`
      create trigger enrolment_terms_kept before update on enrolment
      for each row execute function keep_enrolment_terms()`);
    for (const trigger of ["enrolment_held_to_plan", "enrolment_terms_kept"]) {
      await runner.query(`alter table enrolment enable always trigger ${trigger}`);
    }
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
