import type { Day } from "../../../../kernel/calendar";
import { minor } from "../../../../kernel/money";
import {
  type Decision,
  type History,
  isGivenUp,
  type Reading,
  standingOf,
  type Term,
  wasGivenUpBefore,
} from "./contract-history";
import type { Event } from "./event";

/**
 * What a customer's contracts and renewals say, each thing once: NEW, RENEWED, EXPANSION and LOSS. Of everything that was
 * signed, renewed and ended, NEW + EXPANSION − LOSS comes to what is in force. Source: domain §3.2, §5 *Events*.
 */
export function contractEvents(history: History, reading: Reading): Event[] {
  return [
    ...history.decisions.flatMap((decision) => eventsOfDecision(decision, history)),
    ...history.terms.flatMap((term) =>
      together(eventsOfSigning(term, history, reading), eventsOfEnding(term, history, reading)),
    ),
  ];
}

/** A contract for less than the one it replaces, ended on the day it was signed, is one loss. */
function together(signing: readonly Event[], [ending]: readonly Event[]): Event[] {
  const same = signing.find(({ kind, on }) => kind === ending?.kind && on === ending.on);
  if (!ending || !same) return ending ? [...signing, ending] : [...signing];
  return signing.map((one) => (one === same ? { ...one, value: minor(one.value! + ending.value!) } : one));
}

function eventsOfEnding(term: Term, history: History, reading: Reading): Event[] {
  if (!isGivenUp(term, history, reading)) return [];
  return changed(ofTerm(term, history, term.endedOn!), term.value, 0n);
}

function eventsOfDecision(decision: Decision, history: History): Event[] {
  const { closed, due, renewed } = decision;
  if (closed === null) return [];
  const told = ofDecision(decision, history, closed.on);
  if (closed.as === "RENEWED") return renewal(told, due, renewed);
  return wasGivenUpBefore(decision, history) ? [] : changed(told, due, 0n);
}

function eventsOfSigning(term: Term, history: History, reading: Reading): Event[] {
  const standing = standingOf(term, history, reading);
  const told = ofTerm(term, history, term.signedOn);
  switch (standing.is) {
    case "OF_RENEWAL":
      return [];
    case "FOLLOWS":
      return renewal(told, standing.before, term.value);
    case "REPLACES":
      return changed(told, standing.before, term.value);
    case "ADDED":
      return changed(told, 0n, term.value);
    case "NEW":
      return term.value > 0n ? [eventOf(told, "NEW", term.value)] : [];
  }
}

/** An event without what it comes to. */
type Told = Omit<Event, "kind" | "value">;

const ofTerm = (term: Term, { customerId }: History, on: Day): Told => ({
  source: "Contract",
  id: term.id,
  externalId: term.externalId,
  accountId: term.accountId,
  customerId,
  on,
  servedFrom: term.startsOn,
  refundOf: null,
  currency: term.currency,
});

const ofDecision = (decision: Decision, { customerId }: History, on: Day): Told => ({
  source: "Renewal",
  id: decision.id,
  externalId: decision.externalId,
  accountId: decision.accountId,
  customerId,
  on,
  servedFrom: decision.dueOn,
  refundOf: null,
  currency: decision.currency,
});

// Written out: there are hundreds of thousands of them, and one that is copied from another is slow to make and to read.
const eventOf = (
  { source, id, externalId, accountId, customerId, on, servedFrom, refundOf, currency }: Told,
  kind: Event["kind"],
  value: bigint,
): Event => ({
  kind,
  source,
  id,
  externalId,
  accountId,
  customerId,
  on,
  servedFrom,
  refundOf,
  value: minor(value),
  currency,
});

const renewal = (told: Told, due: bigint, renewed: bigint): Event[] => [
  eventOf(told, "RENEWED", renewed < due ? renewed : due),
  ...changed(told, due, renewed),
];

function changed(told: Told, before: bigint, after: bigint): Event[] {
  if (after > before) return [eventOf(told, "EXPANSION", after - before)];
  return after < before ? [eventOf(told, "LOSS", before - after)] : [];
}
