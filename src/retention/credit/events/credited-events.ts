import { type Day, type Period, upTo } from "../../../kernel/calendar";
import { batched } from "../../../platform/graphql/batch";
import type { Context } from "../../../platform/graphql/context";
import { definitionOn } from "../../../value/definitions/definition.queries";
import { accountOn, type Merges } from "./calc/account";
import { contractEvents } from "./calc/contract-events";
import type { Reading } from "./calc/contract-history";
import type { Event, EventKind } from "./calc/event";
import { type CreditedEvent, creditedTo, type Teams } from "./calc/event-credit";
import { contractHistories, type FactsAsked } from "./event-facts.queries";
import { type Basis, type CreditDate, purchaseEvents } from "./purchase-events.queries";
import { saveEvents } from "./save-events";
import { customersServed, mergesBy, teamsIn } from "./teams.queries";

export interface CreditsAsked {
  /** by credit date, as far as it has happened by `asOf` */
  readonly period: Period;
  readonly asOf: Day;
  /** rows first recorded after it are left out */
  readonly recordedAt?: Date | null;
  /** every role that anybody serves one of the customers in when they are not given */
  readonly roles?: readonly string[] | null;
  /** every kind when they are not given */
  readonly kinds?: readonly EventKind[] | null;
  /** the day that purchases are credited on: `EVENT` when it is not given */
  readonly creditDate?: CreditDate;
  /** what of purchases is credited: `REVENUE` when it is not given */
  readonly basis?: Basis;
}

/**
 * The events of a period, credited to the account teams of their credit dates: see `creditedTo`. A fixed number of
 * statements, whoever is asked about.
 *
 * @param customers only these, with those merged into them; everybody when null
 */
export async function creditedEvents(
  context: Context,
  asked: CreditsAsked,
  customers: readonly string[] | null,
): Promise<CreditedEvent[]> {
  const [teams, events] = await Promise.all([
    teamsOver(context, asked, customers),
    eventsIn(context, asked, customers),
  ]);
  return creditedTo(teams, events);
}

/** Who is credited for the events of a period. */
export async function teamsOver(
  context: Context,
  asked: CreditsAsked,
  customers: readonly string[] | null,
): Promise<Teams> {
  const facts = factsAsked(asked, customers);
  const [merges, holdings] = await Promise.all([mergesOf(context, asked), teamsIn(context, facts)]);
  return { merges, holdings, roles: asked.roles ?? [...new Set(holdings.map(({ role }) => role))] };
}

/** The events of a period, whoever is credited for them. */
export async function eventsIn(
  context: Context,
  asked: CreditsAsked,
  customers: readonly string[] | null,
): Promise<Event[]> {
  const [merges, { graceDays }] = await Promise.all([
    mergesOf(context, asked),
    definitionOn(context, asked.period.start),
  ]);
  const areOne: Reading["areOne"] = (one, other, day) =>
    one === other || accountOn(merges, one, day) === accountOn(merges, other, day);
  return eventsOf(context, asked, factsAsked(asked, customers), { graceDays, areOne });
}

const factsAsked = (
  { period, asOf, recordedAt = null }: CreditsAsked,
  customers: FactsAsked["customers"],
): FactsAsked => ({
  ...{ period: upTo(period, asOf), asOf, recordedAt, customers },
});

/** Asked for once in a request. */
const mergesOf = async (context: Context, { asOf }: CreditsAsked): Promise<Merges> =>
  (await batched(context, "merges", asOf, async (days) => {
    const found = await Promise.all(days.map((day) => mergesBy(context, day as Day)));
    return new Map(days.map((day, place) => [day, found[place]!]));
  }))!;

/** The same for what these reps served, and only their parts of it. */
export async function creditsOf(
  context: Context,
  asked: CreditsAsked,
  reps: readonly string[],
): Promise<CreditedEvent[]> {
  const served = await customersServed(context, reps, upTo(asked.period, asked.asOf), asked.asOf);
  const theirs = new Set<string | null>(reps);
  return (await creditedEvents(context, asked, served)).filter(({ repId }) => theirs.has(repId));
}

const OF_CONTRACTS: readonly EventKind[] = ["NEW", "RENEWED", "EXPANSION", "LOSS"];

async function eventsOf(
  context: Context,
  { kinds = null, creditDate = "EVENT", basis = "REVENUE" }: CreditsAsked,
  facts: FactsAsked,
  reading: Reading,
): Promise<Event[]> {
  const asks = (of: readonly EventKind[]): boolean => kinds === null || of.some((kind) => kinds.includes(kind));
  const { start, end } = facts.period;
  const found = await Promise.all([
    asks(OF_CONTRACTS) ? contractHistories(context, facts) : [],
    asks(["PURCHASE"]) ? purchaseEvents(context, facts, creditDate, basis) : [],
    asks(["SAVE"]) ? saveEvents(context, facts, reading.graceDays) : [],
  ]);
  const [histories, ...others] = found;
  const signed = histories.flatMap((history) => contractEvents(history, reading));
  const inPeriod = signed.filter(({ kind, on }) => start <= on && on < end && (kinds === null || kinds.includes(kind)));
  return [...inPeriod, ...others.flat()];
}
