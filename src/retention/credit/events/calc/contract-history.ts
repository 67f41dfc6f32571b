import { addDays, type Day } from "../../../../kernel/calendar";
import type { Minor } from "../../../../kernel/money";

/** A contract as a day knows it: `endedOn` is null when it was ended after that day. */
export interface Term {
  readonly id: string;
  readonly externalId: string;
  readonly accountId: string;
  readonly signedOn: Day;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly endedOn: Day | null;
  readonly replacesId: string | null;
  readonly value: Minor;
  readonly currency: string;
}

/** A renewal as a day knows it: open when it was closed after that day. */
export interface Decision {
  readonly id: string;
  readonly externalId: string;
  readonly accountId: string;
  /** null where nobody recorded which contract's: of those that end on its day */
  readonly contractId: string | null;
  readonly dueOn: Day;
  readonly closed: { readonly on: Day; readonly as: "RENEWED" | "LOST" } | null;
  readonly due: Minor;
  readonly renewed: Minor;
  readonly renewedById: string | null;
  readonly currency: string;
}

/** A customer's contracts and renewals, with those of the accounts that were merged into it. */
export interface History {
  readonly customerId: string;
  readonly terms: readonly Term[];
  readonly decisions: readonly Decision[];
}

/** How a history is read. */
export interface Reading {
  /** the definition's: for so long a term that has ended may still be gone on with */
  readonly graceDays: number;
  /** whether two accounts counted as one on a day */
  readonly areOne: (account: string, other: string, day: Day) => boolean;
}

/**
 * What a contract is to those before it.
 *
 * | standing    |                                                                                               |
 * |-------------|-----------------------------------------------------------------------------------------------|
 * | `NEW`       | signed by who is not under contract                                                           |
 * | `ADDED`     | signed by who is, beside what it has                                                          |
 * | `REPLACES`  | takes the place of another within its term                                                    |
 * | `FOLLOWS`   | goes on where others end, and no renewal speaks of their end: it is their renewal              |
 * | `OF_RENEWAL`| a renewal was closed with it, or is being talked about: that says what there is to say        |
 *
 * What it replaces or follows counts in its own currency; in another it is taken to be worth the same.
 */
export type Standing =
  { readonly is: "NEW" | "ADDED" | "OF_RENEWAL" } | { readonly is: "REPLACES" | "FOLLOWS"; readonly before: bigint };

export function standingOf(term: Term, history: History, reading: Reading): Standing {
  if (history.decisions.some(({ closed, renewedById }) => closed?.as === "RENEWED" && renewedById === term.id)) {
    return { is: "OF_RENEWAL" };
  }
  const replaced = history.terms.find(({ id }) => id === term.replacesId);
  if (replaced && isWithin(replaced, term.startsOn)) {
    const [first] = replacementsOf(replaced, history);
    return { is: "REPLACES", before: first === term ? worthBefore(term, [replaced]) : 0n };
  }
  const followed = history.terms.filter((earlier) => successorOf(earlier, history, reading) === term);
  if (followed.length === 0) return { is: isUnderContract(term, history, reading) ? "ADDED" : "NEW" };
  if (followed.some((one) => decisionsOn(one, history).length > 0)) return { is: "OF_RENEWAL" };
  return { is: "FOLLOWS", before: worthBefore(term, followed) };
}

/** Whether a contract ended because somebody ended it, and nothing goes on that takes its place or was decided before. */
export function isGivenUp(term: Term, history: History, reading: Reading): boolean {
  const { endedOn } = term;
  if (endedOn === null || replacementsOf(term, history).length > 0) return false;
  const decisions = decisionsOn(term, history);
  if (ranToItsEnd(term)) return decisions.length === 0 && successorOf(term, history, reading) === null;
  return !decisions.some(({ closed }) => closed?.as === "RENEWED" || (closed?.as === "LOST" && closed.on < endedOn));
}

/** Whether the contract that a renewal is about was ended before it was closed: then that was the decision. */
export const wasGivenUpBefore = ({ contractId, closed }: Decision, { terms }: History): boolean =>
  terms.some(
    (term) => term.id === contractId && !ranToItsEnd(term) && term.endedOn !== null && term.endedOn <= closed!.on,
  );

const worthBefore = ({ currency, value }: Term, before: readonly Term[]): bigint => {
  const comparable = before.filter((one) => one.currency === currency);
  return comparable.length === 0 ? value : comparable.reduce((sum, one) => sum + one.value, 0n);
};

/** A month-to-month contract runs on until somebody ends it. */
const ranToItsEnd = ({ endsOn, endedOn }: Term): boolean => endsOn !== null && (endedOn === null || endedOn >= endsOn);

/** What takes the place of a contract on the day that it is ended comes in time. */
const isWithin = ({ endsOn, endedOn }: Term, day: Day): boolean =>
  (endsOn === null || day < endsOn) && (endedOn === null || day <= endedOn);

const replacementsOf = (term: Term, { terms }: History): Term[] =>
  terms.filter(({ replacesId, startsOn }) => replacesId === term.id && isWithin(term, startsOn)).sort(byStart);

const decisionsOn = ({ id, accountId, endsOn }: Term, { decisions }: History): Decision[] =>
  decisions.filter((one) =>
    one.contractId === null ? one.dueOn === endsOn && one.accountId === accountId : one.contractId === id,
  );

/** The contract that goes on where a term ended: the customer's next one, when it was signed before the end was decided. */
function successorOf(term: Term, history: History, { graceDays, areOne }: Reading): Term | null {
  const { endsOn } = term;
  if (endsOn === null || !ranToItsEnd(term) || replacementsOf(term, history).length > 0) return null;
  const decisions = decisionsOn(term, history);
  if (decisions.some(({ closed, renewedById }) => closed?.as === "LOST" || renewedById !== null)) return null;
  const decided = decisions.reduce(
    (last, { closed }) => (closed && closed.on > last ? closed.on : last),
    addDays(endsOn, graceDays),
  );
  const next = history.terms.filter(
    (one) =>
      one !== term &&
      one.startsOn >= endsOn &&
      one.signedOn <= decided &&
      areOne(one.accountId, term.accountId, one.signedOn),
  );
  return next.sort(byStart)[0] ?? null;
}

/** Whether the customer was under contract, the grace after its end included, when it signed another. */
function isUnderContract(term: Term, history: History, { graceDays, areOne }: Reading): boolean {
  const { signedOn } = term;
  return history.terms.some((one) => {
    if (one.value === 0n || one.signedOn >= signedOn || !areOne(one.accountId, term.accountId, signedOn)) return false;
    if (one.endedOn !== null && !ranToItsEnd(one)) return one.endedOn > signedOn;
    if (one.endsOn === null) return true;
    const isLost = decisionsOn(one, history).some(({ closed }) => closed?.as === "LOST" && closed.on <= signedOn);
    return signedOn < (isLost ? one.endsOn : addDays(one.endsOn, graceDays));
  });
}

const byStart = (a: Term, b: Term): number =>
  a.startsOn === b.startsOn ? Number(BigInt(a.id) - BigInt(b.id)) : a.startsOn < b.startsOn ? -1 : 1;
