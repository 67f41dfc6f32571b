import type { MigrationInterface, QueryRunner } from "typeorm";

export class TellCurrencyOfCredits1750000311000 implements MigrationInterface {
  name = "TellCurrencyOfCredits1750000311000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table line_credit
        add column currency char(3) not null,
        add constraint line_credit_currency_check check (currency ~ '^[A-Z]{3}$')`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
