import PgBoss from "pg-boss";
import type { MigrationInterface, QueryRunner } from "typeorm";

const RUNTIME = "holdfast_server";

/** Retries double their delay; a job whose server was killed is another's once its time to expire is over. */
const PATIENCE = { retryLimit: 8, retryDelay: 30, retryBackoff: true };
const QUEUES = [
  ["assess", { ...PATIENCE, expireInSeconds: 900 }],
  ["fit", { ...PATIENCE, expireInSeconds: 7_200 }],
  // Where pg-boss puts what its schedule asks for. It would make the queue itself, which a server may not.
  ["__pgboss__send-it", {}],
] as const;

/** What servers do with the queues: fill and empty them, and say when and after what a job is due. They own nothing. */
const GRANTS = [
  `usage on schema pgboss`,
  `select, insert, update, delete on pgboss.job, pgboss.archive, pgboss.schedule, pgboss.subscription`,
  `select, update (maintained_on, cron_on, monitored_on) on pgboss.version`,
  // Its function that makes a queue asks for both rights even where there is nothing to make.
  `select, insert on pgboss.queue`,
];

/** The queues of what servers do by themselves, as pg-boss 10.4 lays them out. */
export class CreateJobQueues1750000245000 implements MigrationInterface {
  name = "CreateJobQueues1750000245000";

  async up(runner: QueryRunner): Promise<void> {
    // All migrations share one transaction: pg-boss' own would end it.
    const plan = PgBoss.getConstructionPlans("pgboss").replace(/^\s*BEGIN;|COMMIT;\s*$/g, "");
    await runner.query(plan);
    for (const [name, options] of QUEUES) {
      await runner.query(`select pgboss.create_queue($1, $2)`, [name, { policy: "standard", ...options }]);
    }
    for (const grant of GRANTS) await runner.query(`grant ${grant} to ${RUNTIME}`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
