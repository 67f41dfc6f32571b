import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A run stores tens of thousands of assessments, and what each of them costs is what the run costs. Drivers are read as a
 * whole: as json they are stored as they were written. Which model and which fit a run went by is held to by the run, once,
 * instead of once for every customer: neither is ever changed or removed.
 */
export class LightenAssessments1750000255000 implements MigrationInterface {
  name = "LightenAssessments1750000255000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table risk_assessment
        drop constraint risk_assessment_drivers_check,
        drop constraint risk_assessment_model_fkey,
        drop constraint risk_assessment_fit_fkey`);
    await runner.query(`alter table risk_assessment alter column drivers type json using drivers::json`);
    await runner.query(`
      alter table risk_assessment
        add constraint risk_assessment_drivers_check check (json_typeof(drivers) = 'array')`);
    await runner.query(`
      alter table risk_run
        add constraint risk_run_model_fkey foreign key (model_version) references risk_model (version)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
