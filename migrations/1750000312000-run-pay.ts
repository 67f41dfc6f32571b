import type { MigrationInterface, QueryRunner } from "typeorm";

/** Retries double their delay, as those of the other jobs. */
const PATIENCE = { policy: "standard", retryLimit: 8, retryDelay: 30, retryBackoff: true, expireInSeconds: 3_600 };

/** The queue of calculations that somebody asked for. */
export class RunPay1750000312000 implements MigrationInterface {
  name = "RunPay1750000312000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select pgboss.create_queue($1, $2)`, ["pay", PATIENCE]);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
