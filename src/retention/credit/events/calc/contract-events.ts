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
  const told = { ...keyed(decision, history), source: "Renewal" as const, on: closed.on, servedFrom: decision.dueOn };
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
      return term.value > 0n ? [{ ...told, kind: "NEW", value: term.value }] : [];
  }
}

/** An event without what it comes to. */
type Told = Omit<Event, "kind" | "value">;

const keyed = ({ id, externalId, accountId, currency }: Term | Decision, { customerId }: History) => ({
  ...{ id, externalId, accountId, customerId, currency, refundOf: null },
});

const ofTerm = (term: Term, history: History, on: Day): Told => ({
  ...keyed(term, history),
  ...{ source: "Contract", on, servedFrom: term.startsOn },
});

const renewal = (told: Told, due: bigint, renewed: bigint): Event[] => [
  { ...told, kind: "RENEWED", value: minor(renewed < due ? renewed : due) },
  ...changed(told, due, renewed),
];

function changed(told: Told, before: bigint, after: bigint): Event[] {
  if (after > before) return [{ ...told, kind: "EXPANSION", value: minor(after - before) }];
  return after < before ? [{ ...told, kind: "LOSS", value: minor(before - after) }] : [];
}
