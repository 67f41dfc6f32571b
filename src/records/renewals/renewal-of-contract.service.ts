import { In, type EntityManager } from "typeorm";
import { invariant, must } from "../../kernel/invariant";
import type { Actor, Outcome } from "../../platform/mutation/mutate";
import { add, alter } from "../../platform/mutation/write";
import { ContractEntity } from "../contracts/contract.entity";
import { RenewalEntity } from "./renewal.entity";
import { renewalUpsert } from "./renewal.upsert";

/** What becomes of renewals when their contract changes. */
export interface ContractChange {
  readonly actor: Actor;
  /** the contract's mutation */
  readonly action: string;
}

const writes = { entity: RenewalEntity, spec: renewalUpsert };

/** A term that has been signed will end: its renewal is upcoming. Month to month there is none. */
export async function openRenewal(tx: EntityManager, change: ContractChange, contractId: string): Promise<void> {
  const contract = await tx.findOneByOrFail(ContractEntity, { id: contractId });
  const { id, customerId, endsOn, annualValueMinor, currency } = contract;
  if (endsOn === null) return;
  const due = { contractId: id, customerId, dueOn: endsOn, valueDueMinor: annualValueMinor, currency };
  settled(await add(tx, { ...change, ...writes }, due));
}

/** What is open at the end of a contract is open at the end of the one that takes its place, for its value. */
export async function moveRenewals(
  tx: EntityManager,
  change: ContractChange,
  from: ContractEntity,
  contractId: string,
): Promise<void> {
  if (from.monthToMonth) return openRenewal(tx, change, contractId);
  const { endsOn, annualValueMinor } = await tx.findOneByOrFail(ContractEntity, { id: contractId });
  const dueOn = must(endsOn, "new terms of a term have an end");
  for (const renewal of await openRenewals(tx, from)) {
    const due = { contractId, dueOn, valueDueMinor: annualValueMinor };
    settled(await alter(tx, { ...change, ...writes }, renewal, due));
  }
}

/** Whoever ends a contract early does not renew it: that is known from the day it ended, or today when it is to come. */
export async function loseRenewals(
  tx: EntityManager,
  change: ContractChange,
  contract: ContractEntity,
  { endedOn, ...loss }: { endedOn: string; lossReason: string; competitor?: string | null },
): Promise<void> {
  const { today } = change.actor;
  const closedOn = endedOn < today ? endedOn : today;
  for (const renewal of await openRenewals(tx, contract)) {
    settled(await alter(tx, { ...change, ...writes }, renewal, { ...loss, status: "LOST", closedOn }));
  }
}

const openRenewals = (tx: EntityManager, { id }: ContractEntity): Promise<RenewalEntity[]> =>
  tx.find(RenewalEntity, {
    where: { contractId: id, status: In(["UPCOMING", "IN_TALKS"]) },
    order: { id: "ASC" },
    lock: { mode: "pessimistic_write" },
  });

function settled({ userErrors }: Outcome): void {
  invariant(userErrors.length === 0, "a contract that stands can have its renewal");
}
