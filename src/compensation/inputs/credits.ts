import type { Day, Period } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { must } from "../../kernel/invariant";
import { minor, type Minor } from "../../kernel/money";
import { convert } from "../../kernel/rate";
import type { Context } from "../../platform/graphql/context";
import type { Event, EventKind as RecordedKind } from "../../retention/credit/events/calc/event";
import { type CreditsAsked, eventsIn, teamsOver } from "../../retention/credit/events/credited-events";
import { customersServed } from "../../retention/credit/events/teams.queries";
import type { CreditedEvent } from "../calc/person";
import type { EventKind } from "../calc/plan";
import { countedAs, creditsOf, eventId, type PayableCredit, payablesOf } from "./calc/payable";
import type { PaysFor } from "./calc/pays";
import { toldByProduct } from "./calc/sold";
import { externalIdsOf } from "./customers.queries";
import { type Completion, completionsIn, convertedReferrals } from "./counted-events.queries";
import type { Rates } from "./rates";
import { soldProducts } from "./sold-products.queries";

/** Whose credits are read, and in what they are paid. */
export interface Crediting {
  readonly pays: PaysFor;
  readonly asOf: Day;
  readonly rates: Rates;
  readonly people: ReadonlyMap<string, Paid>;
  /** of nobody else is anything read; of everybody when null */
  readonly only: readonly string[] | null;
}

/** In which roles a person is credited, and in what its plans pay. */
export interface Paid {
  readonly roles: readonly string[];
  readonly currencies: readonly string[];
  /** whether a plan of the person tells products apart */
  readonly products: boolean;
}

export type OwnEvent = readonly [repId: string, CreditedEvent];

/** What was credited in a span, and the company's own keys of the customers that it names. */
export interface CreditsOfSpan {
  readonly own: readonly OwnEvent[];
  readonly nameOf: ReadonlyMap<string, string>;
}

/**
 * What of a span's events is credited to people: to who served the account in a role on the credit date. Values are told in
 * the currencies of their plans at the rates of that day.
 *
 * @throws FX_RATE_MISSING
 */
export async function creditsIn(context: Context, period: Period, crediting: Crediting): Promise<CreditsOfSpan> {
  const { pays, people, asOf, only } = crediting;
  const { kinds } = pays;
  const roles = [...new Set(Array.from(people.values(), (person) => person.roles).flat())].sort();
  const asked: CreditsAsked = { period, asOf, roles, kinds: recordedKinds(kinds) };
  const customers = only && (await customersServed(context, only, period, asOf));
  const [teams, events, profits, referrals, completions] = await Promise.all([
    teamsOver(context, asked, customers),
    asked.kinds?.length ? eventsIn(context, asked, customers) : [],
    pays.profit ? eventsIn(context, { ...asked, kinds: ["PURCHASE"], basis: "PROFIT" }, customers) : [],
    kinds.has("CONVERTED_REFERRAL") ? convertedReferrals(context, period, asOf, customers) : [],
    kinds.has("CERTIFICATION") ? completionsIn(context, period, asOf) : [],
  ]);
  const profitOf = new Map(profits.map(({ id, value }) => [id, value]));
  const payables = [
    ...payablesOf(events, profitOf, kinds),
    ...referrals.map((one) => countedAs("CONVERTED_REFERRAL", { ...one, source: "Referral" })),
  ];
  const theirs = creditsOf(teams, payables).filter(({ repId, role }) => people.get(repId)?.roles.includes(role));
  const nameOf = await externalIdsOf(context, [...new Set(theirs.map(({ event }) => event.customerId))]);
  const credits = theirs.flatMap((credit) =>
    inCurrencies(
      credit,
      people.get(credit.repId)!,
      must(nameOf.get(credit.event.customerId), "a customer"),
      crediting.rates,
    ),
  );
  const own = [
    ...(pays.products ? await byProduct(context, credits, events, people) : credits),
    ...completions.flatMap((completion) => certified(completion, people.get(completion.repId))),
  ];
  return { own, nameOf };
}

/** The credits of those whose plans tell products apart, told so; those of others as they are. */
async function byProduct(
  context: Context,
  credits: readonly OwnEvent[],
  events: readonly Event[],
  people: Crediting["people"],
): Promise<readonly OwnEvent[]> {
  const purchases = events.filter(({ kind }) => kind === "PURCHASE");
  const sold = await soldProducts(
    context,
    purchases.map(({ id }) => id),
  );
  const lines = new Map(purchases.map((one) => [eventId("PURCHASE", one), sold.get(one.id)]));
  const isTold = ([repId, { kind }]: OwnEvent): boolean => kind === "PURCHASE" && people.get(repId)!.products;
  const told = groupBy(credits.filter(isTold), ([repId]) => repId);
  return [
    ...credits.filter((credit) => !isTold(credit)),
    ...[...told].flatMap(([repId, own]) =>
      toldByProduct(
        own.map(([, event]) => event),
        lines,
      ).map((event): OwnEvent => [repId, event]),
    ),
  ];
}

/** The kinds of recorded events that paid ones are told from. */
function recordedKinds(kinds: ReadonlySet<EventKind>): RecordedKind[] {
  const recorded: readonly RecordedKind[] = ["NEW", "RENEWED", "EXPANSION", "PURCHASE", "SAVE"];
  const isAsked = (kind: RecordedKind): boolean =>
    kinds.has(kind as EventKind) || (kind === "RENEWED" && kinds.has("ON_TIME_RENEWAL"));
  return recorded.filter(isAsked);
}

/** @param customer external id */
function inCurrencies(credit: PayableCredit, { currencies }: Paid, customer: string, rates: Rates): OwnEvent[] {
  const { event, repId, role, shareBasisPoints } = credit;
  return currencies.map((currency): OwnEvent => {
    const from = event.currency ?? currency;
    const rate = from === currency ? null : rates.of(from, currency, event.on);
    const told = (amount: Minor): Minor => (rate === null ? amount : convert(amount, from, currency, rate));
    return [
      repId,
      {
        id: event.id,
        kind: event.kind,
        role,
        creditedOn: event.on,
        customer,
        reverses: event.reverses,
        sold: null,
        servedFrom: event.servedFrom,
        share: event.counts * shareBasisPoints,
        value: credit.value === null ? NOTHING : told(credit.value),
        profit: credit.profit === null ? null : told(credit.profit),
        currency,
        original: rate === null || credit.value === null ? null : { value: credit.value, currency: from, rate },
      },
    ];
  });
}

const NOTHING = minor(0);

/** What one learns is one's own, in whatever role. */
const certified = ({ externalId, repId, on }: Completion, paid: Paid | undefined): OwnEvent[] =>
  (paid?.roles ?? []).flatMap((role) =>
    paid!.currencies.map((currency): OwnEvent => [
      repId,
      {
        ...{ id: `CERTIFICATION Completion ${externalId}`, kind: "CERTIFICATION", role, creditedOn: on },
        ...{ customer: null, reverses: null, sold: null, servedFrom: null, share: 10_000 },
        ...{ value: NOTHING, profit: null, currency, original: null },
      },
    ]),
  );
