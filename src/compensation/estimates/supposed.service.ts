import type { EntityManager } from "typeorm";
import { addMonths, type Day } from "../../kernel/calendar";
import { formatAmount } from "../../kernel/money";
import { refusal } from "../../platform/graphql/errors";
import type { Actor, Outcome } from "../../platform/mutation/mutate";
import { formatNodeId, nodeKey } from "../../platform/plan/node-id";
import { ContractEntity } from "../../records/contracts/contract.entity";
import { endContract, signContract } from "../../records/contracts/contract.service";
import { RenewalEntity } from "../../records/renewals/renewal.entity";
import { closeRenewal } from "../../records/renewals/renewal.service";
import type { SupposedEndInput, SupposedRenewalInput } from "./estimate.inputs";

/** What might happen. */
export interface Supposition {
  /** what is not said when is decided on its due date, or on this day if that has passed */
  readonly today: Day;
  readonly renewals: readonly SupposedRenewalInput[];
  readonly ends: readonly SupposedEndInput[];
}

/**
 * Lets it happen, by the same actions as if it had: in a transaction that the caller rolls back.
 *
 * @throws BAD_USER_INPUT where an action refuses what is supposed
 */
export async function letHappen(
  tx: EntityManager,
  actor: Actor,
  { today, renewals, ends }: Supposition,
): Promise<void> {
  for (const renewal of renewals) await decide(tx, actor, renewal, today);
  for (const { contract: id, ...end } of ends) {
    const stored = await tx.findOneBy(ContractEntity, { id: nodeKey(id, "Contract", "ends.contract") });
    happened("ends", await endContract(tx, actor, { ...end, contract: id, version: stored?.version ?? 0 }));
  }
}

/** Who renews signs the next term: a year from the due date on. */
async function decide(tx: EntityManager, actor: Actor, supposed: SupposedRenewalInput, today: Day): Promise<void> {
  const { renewal: id, outcome } = supposed;
  const stored = await tx.findOneBy(RenewalEntity, { id: nodeKey(id, "Renewal", "renewals.renewal") });
  const dueOn = (stored?.dueOn ?? actor.today) as Day;
  const inTime = dueOn > today ? dueOn : today;
  const closedOn = supposed.closedOn ?? (inTime < actor.today ? inTime : actor.today);
  const closing = { renewal: id, outcome, closedOn, version: stored?.version ?? 0 };
  if (outcome === "LOST" || !stored) {
    return happened("renewals", await closeRenewal(tx, actor, { ...closing, lossReason: "OTHER" }));
  }
  const { currency } = stored;
  const value = supposed.valueRenewed ?? formatAmount(stored.valueDueMinor, currency);
  const next = await signContract(tx, actor, {
    ...{ customer: formatNodeId("Customer", stored.customerId), signedOn: closedOn, startsOn: dueOn },
    ...{ endsOn: addMonths(dueOn, 12), monthToMonth: false, annualValue: value, currency },
  });
  happened("renewals", next);
  const renewedBy = next.subjectId && formatNodeId("Contract", next.subjectId);
  happened("renewals", await closeRenewal(tx, actor, { ...closing, valueRenewed: value, renewedBy }));
}

function happened(argument: string, { userErrors: [error] }: Outcome): void {
  if (error) throw refusal("BAD_USER_INPUT", `${argument}: ${error.message}`);
}
