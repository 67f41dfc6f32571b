import type { EntityManager } from "typeorm";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import { nodeKey } from "../../platform/plan/node-id";
import { PayDisputeEntity } from "./dispute.entity";
import type { PayDisputeAnswerInput, PayDisputeRaiseInput } from "./dispute.inputs";
import { payDisputeRecord } from "./dispute.record";

const writes = {
  entity: PayDisputeEntity,
  spec: {
    record: "payDispute",
    table: "pay_dispute",
    // Who speaks of pay may say how much.
    secret: ["text", "answer"],
    constraints: {
      pay_dispute_one_open_key: { field: "line", message: "is disputed already: wait for the answer" },
    },
  },
};

/** Row security shows nobody a line that is not its own to see. */
const OWN_LINE = `
  select external_id as "externalId", pay_period_id as "payPeriodId" from statement_line where id = $1 and rep_id = $2`;

interface OwnLine {
  readonly externalId: string;
  readonly payPeriodId: string;
}

/** "A rep may dispute a line; the answer is recorded." Source: domain §5. No line changes by it, locked or not. */
export async function raiseDispute(tx: EntityManager, actor: Actor, input: PayDisputeRaiseInput): Promise<Outcome> {
  const { repId, principal } = actor.viewer;
  const [line]: OwnLine[] = await tx.query(OWN_LINE, [nodeKey(input.line, "StatementLine", "input.line"), repId]);
  if (!line) return notFound("line", "line of a statement of yours");
  return add(
    tx,
    { ...writes, actor, action: "payDisputeRaise" },
    {
      ...{ lineExternalId: line.externalId, payPeriodId: line.payPeriodId },
      ...{ repId: repId!, raisedBy: principal, text: input.text },
    },
  );
}

/** Answers a dispute about somebody else's pay. What was said stays as it was said. */
export async function answerDispute(tx: EntityManager, actor: Actor, input: PayDisputeAnswerInput): Promise<Outcome> {
  const dispute = await lockNamed<PayDisputeEntity>(tx, actor, payDisputeRecord, "dispute", input.dispute);
  if (!dispute) return notFound("dispute");
  if (dispute.repId === actor.viewer.repId) return refuse("CONFLICT", "dispute", "is about your own pay");
  const stale = staleVersion(input.version, dispute.version, "dispute");
  if (stale) return unchanged(stale);
  if (dispute.status !== "OPEN") return refuse("CONFLICT", "dispute", `was answered: it is ${dispute.status}`);
  return alter(tx, { ...writes, actor, action: "payDisputeAnswer" }, dispute, {
    ...{ status: input.status, answer: input.answer, answeredBy: actor.viewer.principal },
    answeredAt: () => "now()",
  });
}
