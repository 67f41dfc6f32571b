import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";
import type { Context } from "../../platform/graphql/context";
import type { Outcome } from "../../platform/mutation/mutate";
import { refuse } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import { inSnapshot } from "../../platform/database/snapshot";
import { type Question, questionOf } from "../scorecards/question";
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
 * Stores the scorecards of every rep, every team, the house and the company, with the entries of their books and what was
 * known of each customer. From then on they say what was known when the period was closed: all of it is read as of one
 * instant, so that a fact that is written meanwhile is in all of it or in nothing. Source: domain §3.4.
 */
export function closePeriod(tx: EntityManager, context: Context, input: RetentionPeriodCloseInput): Promise<Outcome> {
  return inSnapshot(context.database, (database) => closeAsRead(tx, { ...context, database }, input));
}

async function closeAsRead(
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
  if (outcome.subjectId !== null) await storeAll(tx, context, question, outcome.subjectId);
  return outcome;
}

async function storeAll(tx: EntityManager, context: Context, question: Question, closedPeriod: string): Promise<void> {
  const subjects = await everySubject(context);
  const scorecards = await Promise.all(subjects.map((subject: Subject) => scorecardOver(context, subject, question)));
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
  await storeFacts(tx, closedPeriod, await knownOf(context, company));
  await storeSnapshots(tx, closedPeriod, snapshots);
}
