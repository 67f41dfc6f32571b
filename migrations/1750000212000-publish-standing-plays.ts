import type { MigrationInterface, QueryRunner } from "typeorm";

/** What is always answered, alert or not: versions of the published defaults, in effect from the first day. */
export class PublishStandingPlays1750000212000 implements MigrationInterface {
  name = "PublishStandingPlays1750000212000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into playbook (external_id, code, version, effective_from, name, opens_on, event, role, steps,
        due_within_days, cool_down_days, reason)
      values
        ('published-lead', 'LEAD_ANSWERED', 1, '0001-01-01', 'A lead is answered fast', 'EVENT', 'LEAD_CAME', 'SALES',
         array['Call or write on the day itself.', 'Agree on the next talk.'], 1, 0, 'The published defaults.'),
        ('published-referral', 'REFERRAL_FOLLOWED_UP', 1, '0001-01-01', 'A referral is followed up', 'EVENT',
         'REFERRAL_CAME', 'ACCOUNT_MANAGER',
         array['Thank the customer who recommended us.', 'Call the lead, naming who recommended us.',
               'Tell the customer what came of it.'], 3, 0, 'The published defaults.'),
        ('published-thanks', 'RENEWAL_THANKED', 1, '0001-01-01', 'A renewal is thanked for', 'EVENT', 'RENEWED',
         'ACCOUNT_MANAGER', array['Say thank you, in person where that can be.'], 14, 0, 'The published defaults.'),
        ('published-review', 'RENEWAL_REVIEWED', 1, '0001-01-01', 'A review before the renewal', 'EVENT', 'RENEWAL_NEAR',
         'ACCOUNT_MANAGER',
         array['Collect what the customer got from the term.', 'Review it together, and what comes next.',
               'Begin the talks about the renewal.'], 30, 0, 'The published defaults.'),
        ('published-win-back', 'CUSTOMER_WON_BACK', 1, '0001-01-01', 'A lost customer is won back', 'EVENT', 'LOST',
         'ACCOUNT_MANAGER',
         array['Ask why it left, and note the reason.', 'Put right what can be put right.',
               'Make an offer that answers the reason.'], 30, 0, 'The published defaults.')`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
