import type { Day, Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { Statement } from "../../platform/plan/statement";
import { seesAgreedAction } from "../../records/policy";

/** An agreed action as a day knows it. */
export interface KnownAction {
  readonly id: string;
  /** null: the whole company's */
  readonly teamId: string | null;
  readonly ownerId: string;
  readonly what: string;
  readonly agreedOn: Day;
  readonly dueOn: Day;
  /** null when it was done after that day, or not yet */
  readonly doneOn: Day | null;
}

/** What was agreed on by a day about the losses of any day of a period, as far as the viewer may see it. */
export async function actionsAbout(context: Context, { start, end }: Period, asOf: Day): Promise<KnownAction[]> {
  const request = { ...context, variables: {} };
  const statement = new Statement(request);
  const from = statement.parameter("date", () => start);
  const before = statement.parameter("date", () => end);
  const known = statement.parameter("date", () => asOf);
  const sees = seesAgreedAction("a", statement.scope);
  const text = `
    select a.id::text, a.team_id::text as "teamId", a.owner_id::text as "ownerId", a.what, a.agreed_on as "agreedOn",
      a.due_on as "dueOn", case when a.done_on <= ${known} then a.done_on end as "doneOn"
    from agreed_action a
    where a.starts_on < ${before} and a.ends_on > ${from} and a.agreed_on <= ${known}${sees ? ` and ${sees}` : ""}`;
  const query = { text, values: statement.binder()(request) };
  return (await runCancellable<KnownAction>(context.database.pool, query, context.signal)).rows;
}
