import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";
import type { Context } from "../../platform/graphql/context";
import type { Outcome } from "../../platform/mutation/mutate";
import { refuse } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import { questionOf } from "../scorecards/question";
import { reportOf } from "../scorecards/report";
import { scorecardOver } from "../scorecards/scorecard";
import type { Subject } from "../scorecards/subject";
import { ClosedPeriodEntity } from "./closed-period.entity";
import type { RetentionPeriodCloseInput } from "./closed-period.inputs";
import { entriesOf, knownOf } from "./rested-on";
import { everySubject, storeFacts, storeSnapshots } from "./snapshots.queries";

const writes = {
  action: "retentionPeriodClose",
  entity: ClosedPeriodEntity,
  spec: {
    record: "closedPeriod",
    table: "closed_period",
    constraints: {
      closed_period_once_key: {
        field: "period",
        message:
          "is closed under this rule already: read its closed scorecards, whose amendments say what changed since",
      },
    },
  },
};

/**
 * Stores the scorecards of every rep, every team and the company, with the entries of their books and what was known of
 * each customer. From then on they say what was known when the period was closed. Source: domain §3.4.
 */
export async function closePeriod(
  tx: EntityManager,
  context: Context,
  { reason, ...input }: RetentionPeriodCloseInput,
): Promise<Outcome> {
  if (input.period.end > context.today) {
    return refuse("CONFLICT", "period", `ends on ${input.period.end} and is not over on ${context.today}`);
  }
  const question = await questionOf(context, input);
  const { period, base, asOf, rule, definition, policy, currency } = question;
  const outcome = await add(
    tx,
    { ...writes, actor: context, reason },
    {
      ...{ startsOn: period.start, endsOn: period.end, baseStartsOn: base.start, baseEndsOn: base.end },
      ...{ asOf, rule, definitionId: definition.id, policyId: policy.id, currency, reason },
    },
  );
  if (outcome.subjectId === null) return outcome;
  const scorecards = await Promise.all(
    (await everySubject(context)).map((subject: Subject) => scorecardOver(context, subject, question)),
  );
  const snapshots = await Promise.all(
    scorecards.map(async (scorecard) => ({
      ...(await reportOf(context, scorecard)),
      subject: scorecard.subject,
      entries: await entriesOf(context, scorecard),
    })),
  );
  const company = must(
    scorecards.find(({ subject }) => subject.kind === "COMPANY"),
    "the company is among all subjects",
  );
  await storeFacts(tx, outcome.subjectId, await knownOf(context, company));
  await storeSnapshots(tx, outcome.subjectId, snapshots);
  return outcome;
}
