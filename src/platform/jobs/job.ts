import type { Context } from "../graphql/context";

/** What a transaction may say that it did, without knowing whom it concerns. */
export type JobEvent = "RECORDS_WRITTEN" | "PAY_RUN_QUEUED";

/** Something that servers do by themselves. Its queue is made by a migration. */
export interface Job {
  /** of its queue */
  readonly name: string;
  /** when it is due, in UTC: minute, hour, day of the month, month, day of the week */
  readonly cron: string;
  /** what it is due after as well; null: nothing */
  readonly after: JobEvent | null;
  /** due also when a server starts: whatever was missed while none ran is made up for */
  readonly atStart: boolean;
  /** how often a server asks whether it is due: what follows a write waits for so long at most */
  readonly pollingSeconds: number;
  /**
   * Does it, in as many transactions as it takes; whatever it did before it died it can do again.
   *
   * @returns what was done, for the log
   */
  run(context: Context): Promise<object>;
}
