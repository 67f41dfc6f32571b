import { formatAmount, type Minor } from "../../../kernel/money";
import type { Connection, PageArgs } from "../../../platform/graphql/connection.type";
import type { Context } from "../../../platform/graphql/context";
import { refusal } from "../../../platform/graphql/errors";
import { MoneyType } from "../../../platform/graphql/money.type";
import { listPage, type Place } from "../../../platform/plan/list-page";
import { RepRole } from "../../../records/reps/rep.type";
import type { Event, EventSource } from "./calc/event";
import type { CreditedEvent } from "./calc/event-credit";
import type { CreditsAsked } from "./credited-events";
import { type EventCreditArgs, EventCreditType, EventKind } from "./event-credit.type";

/** A credit as the graph tells it, with what its other fields are read by. */
export interface EventCredit extends EventCreditType {
  readonly customerId: string;
  readonly repId: string | null;
  /** the record that says so */
  readonly source: EventSource;
  readonly sourceId: string;
}

/** @throws BAD_USER_INPUT for a period that ends before it starts, or has not begun by asOf */
export function creditsAsked(context: Context, { role, asOf, ...asked }: EventCreditArgs): CreditsAsked {
  const { start, end } = asked.period;
  const day = asOf ?? context.today;
  if (end <= start) {
    throw refusal("BAD_USER_INPUT", `period: ends on ${end}, which is not after its start on ${start}.`);
  }
  if (start > day) {
    throw refusal("BAD_USER_INPUT", `period: starts on ${start}, after ${day}; ask for one that has begun.`);
  }
  return { ...asked, asOf: day, roles: role ? [role] : null };
}

/** A page of credits, the latest first. */
export function creditsPage(rows: readonly CreditedEvent[], page: PageArgs): Connection<EventCredit> {
  const { edges, ...rest } = listPage({ name: "EventCredit", rows, placeOf }, page, "credits");
  return { ...rest, edges: edges.map(({ cursor, node }) => ({ cursor, node: shown(node) })) };
}

const KINDS: readonly string[] = Object.keys(EventKind);
const ROLES: readonly string[] = Object.keys(RepRole);
const SOURCES: readonly EventSource[] = ["Contract", "Renewal", "Purchase"];
/** Above every rep's key, and small enough that a cursor holds the place. */
const REPS = 100_000_000n;

/** By the day; on one, of a record there is one credit of a kind, role and rep. */
function placeOf({ event: { on, id, source, kind }, role, repId }: CreditedEvent): Place {
  const digits = [
    [BigInt(SOURCES.indexOf(source)), BigInt(SOURCES.length)],
    [BigInt(KINDS.indexOf(kind)), BigInt(KINDS.length)],
    [BigInt(ROLES.indexOf(role)), BigInt(ROLES.length)],
    [BigInt(repId ?? 0), REPS],
  ] as const;
  return { value: digits.reduce((value, [digit, base]) => value * base + digit, BigInt(on.replaceAll("-", ""))), id };
}

function shown({ event, role, repId, shareBasisPoints, amount }: CreditedEvent): EventCredit {
  const { kind, on, customerId, source, id, value } = event;
  return {
    ...{ kind, creditedOn: on, role, share: shareBasisPoints / 10_000, customerId, repId, source, sourceId: id },
    ...{ value: money(event, value), amount: money(event, amount) },
  };
}

const money = ({ currency }: Event, amount: Minor | null): MoneyType | null =>
  amount === null ? null : MoneyType.of(formatAmount(amount, currency), currency);
