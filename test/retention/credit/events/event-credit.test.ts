import fc from "fast-check";
import { addDays } from "../../../../src/kernel/calendar";
import { minor } from "../../../../src/kernel/money";
import type { Merges } from "../../../../src/retention/credit/events/calc/account";
import type { Event } from "../../../../src/retention/credit/events/calc/event";
import { creditedTo, type Held, type Teams } from "../../../../src/retention/credit/events/calc/event-credit";
import { day } from "./contracts";

const AM = "ACCOUNT_MANAGER";
const CS = "CUSTOMER_SUCCESS";

const aPurchase = (value: number | bigint, said: Partial<Event> = {}): Event => ({
  ...{
    kind: "PURCHASE",
    source: "Purchase",
    id: "1",
    externalId: "p1",
    accountId: "1",
    customerId: "1",
    currency: "EUR",
  },
  ...{ on: day("2026-02-01"), servedFrom: null, refundOf: null, value: minor(value) },
  ...said,
});
const holds = (repId: string, said: Partial<Held> = {}): Held => ({
  ...{
    customerId: "1",
    repId,
    externalId: `r${repId}`,
    role: AM,
    share: 10_000,
    startsOn: day("2025-01-01"),
    endsOn: null,
  },
  ...said,
});
const teams = (holdings: readonly Held[], roles: readonly string[] = [AM], merges: Merges = new Map()): Teams => ({
  ...{ holdings, roles, merges },
});
const told = (of: Teams, ...events: Event[]): string[] =>
  creditedTo(of, events).map(
    ({ role, repId, shareBasisPoints, amount }) => `${role} ${repId ?? "house"} ${shareBasisPoints} ${amount}`,
  );

test.each<[string, Teams, Event, string[]]>([
  ["who serves the customer gets it", teams([holds("1")]), aPurchase(1000), ["ACCOUNT_MANAGER 1 10000 1000"]],
  ["what nobody serves is the house's", teams([]), aPurchase(1000), ["ACCOUNT_MANAGER house 10000 1000"]],
  [
    "three that share it alike: the odd unit goes to the first by external id",
    teams(["3", "1", "2"].map((id) => holds(id, { share: 3_333 }))),
    aPurchase(1000),
    [...["1 3333 334", "2 3333 333", "3 3333 333"].map((part) => `${AM} ${part}`), `${AM} house 1 0`],
  ],
  [
    "a refund is split as its purchase was",
    teams(["3", "1", "2"].map((id) => holds(id, { share: 3_333 }))),
    aPurchase(-1000),
    [...["1 3333 -334", "2 3333 -333", "3 3333 -333"].map((part) => `${AM} ${part}`), `${AM} house 1 0`],
  ],
  [
    "the missing share is the house's",
    teams([holds("1", { share: 7_500 })]),
    aPurchase(1001),
    [`${AM} 1 7500 751`, `${AM} house 2500 250`],
  ],
  [
    "roles overlay: each holds all of it",
    teams([holds("1"), holds("2", { role: CS, share: 5_000 })], [CS, AM]),
    aPurchase(100),
    [`${AM} 1 10000 100`, `${CS} 2 5000 50`, `${CS} house 5000 50`],
  ],
  [
    "a customer moved with its territory on the day: it is the new rep's",
    teams([holds("1", { endsOn: day("2026-02-01") }), holds("2", { startsOn: day("2026-02-01") })]),
    aPurchase(100),
    [`${AM} 2 10000 100`],
  ],
  [
    "the day before it was the old one's",
    teams([holds("1", { endsOn: day("2026-02-01") }), holds("2", { startsOn: day("2026-02-01") })]),
    aPurchase(100, { on: day("2026-01-31") }),
    [`${AM} 1 10000 100`],
  ],
  [
    "an account is its own until it is merged",
    teams([holds("1"), holds("2", { customerId: "2" })], [AM], new Map([["1", { into: "2", on: day("2026-02-02") }]])),
    aPurchase(100),
    [`${AM} 1 10000 100`],
  ],
  [
    "and from that day on the other's",
    teams([holds("1"), holds("2", { customerId: "2" })], [AM], new Map([["1", { into: "2", on: day("2026-02-01") }]])),
    aPurchase(100),
    [`${AM} 2 10000 100`],
  ],
  [
    "a value that is not known has parts that are not",
    teams([holds("1")]),
    { ...aPurchase(0), value: null },
    [`${AM} 1 10000 null`],
  ],
])("%s", (_rule, of, event, expected) => expect(told(of, event)).toEqual(expected));

const someHoldings = fc
  .array(
    fc.record({
      rep: fc.integer({ min: 1, max: 4 }),
      role: fc.constantFrom(AM, CS),
      share: fc.integer({ min: 1, max: 2_500 }),
      from: fc.nat(40),
      days: fc.option(fc.integer({ min: 1, max: 40 })),
    }),
    { maxLength: 6 },
  )
  .map((all) => {
    // One rep holds a role of a customer once at a time: the database sees to it.
    const once = new Map(all.map((one) => [`${one.rep} ${one.role}`, one]));
    return [...once.values()].map(({ rep, role, share, from, days }) => {
      const startsOn = addDays(day("2026-01-01"), from);
      return holds(String(rep), { role, share, startsOn, endsOn: days === null ? null : addDays(startsOn, days) });
    });
  });
const someEvents = fc
  .array(fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.nat(60)), { minLength: 1, maxLength: 8 })
  .map((all) =>
    all.map(([value, after], n) =>
      aPurchase(value, { id: String(n), externalId: `p${n}`, on: addDays(day("2026-01-01"), after) }),
    ),
  );
const all = (holdings: readonly Held[]): Teams => teams(holdings, [AM, CS]);

/** Cent by cent, as by hand: everybody gets the whole part, then one each by the greatest rest. */
function byHand(
  value: bigint,
  claims: readonly { readonly name: string; readonly share: number }[],
): Map<string, bigint> {
  const size = Number(value < 0n ? -value : value);
  const order = [...claims].sort((a, b) => {
    const rest = ((size * b.share) % 10_000) - ((size * a.share) % 10_000);
    return rest || (a.name === "house" ? 1 : b.name === "house" ? -1 : a.name < b.name ? -1 : 1);
  });
  let left = size;
  const parts = new Map(order.map(({ name, share }) => [name, Math.floor((size * share) / 10_000)]));
  for (const part of parts.values()) left -= part;
  for (const { name } of order.slice(0, left)) parts.set(name, parts.get(name)! + 1);
  return new Map(Array.from(parts, ([name, part]) => [name, value < 0n ? -BigInt(part) : BigInt(part)]));
}

it("gives what one would count out by hand, day by day and role by role", () => {
  fc.assert(
    fc.property(someHoldings, someEvents, (holdings, events) => {
      const credits = creditedTo(all(holdings), events);
      for (const event of events) {
        for (const role of [AM, CS]) {
          const team = holdings.filter(
            (one) => one.role === role && one.startsOn <= event.on && (one.endsOn === null || event.on < one.endsOn),
          );
          const claims = team.map(({ repId, share }) => ({ name: repId, share }));
          const house = 10_000 - claims.reduce((sum, { share }) => sum + share, 0);
          const expected = byHand(event.value!, house > 0 ? [...claims, { name: "house", share: house }] : claims);
          const found = credits.filter((one) => one.event === event && one.role === role);
          expect(new Map(found.map(({ repId, amount }) => [repId ?? "house", amount]))).toEqual(expected);
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

it("adds up to each event in every role, to the minor unit", () => {
  fc.assert(
    fc.property(someHoldings, someEvents, (holdings, events) => {
      const credits = creditedTo(all(holdings), events);
      for (const event of events) {
        for (const role of [AM, CS]) {
          const parts = credits.filter((one) => one.event === event && one.role === role);
          expect(parts.reduce((sum, { amount }) => sum + amount!, 0n)).toBe(event.value);
          expect(parts.reduce((sum, { shareBasisPoints }) => sum + shareBasisPoints, 0)).toBe(10_000);
        }
      }
    }),
  );
});

it("gives the same whatever order events and teams are read in, and all at once or one by one", () => {
  fc.assert(
    fc.property(someHoldings, someEvents, (holdings, events) => {
      const whole = creditedTo(all(holdings), events);
      expect(creditedTo(all([...holdings].reverse()), [...events].reverse())).toEqual(whole);
      const lines = (credits: typeof whole): string[] =>
        credits.map(({ event, role, repId, amount }) => `${event.id} ${role} ${repId} ${amount}`).sort();
      expect(lines(events.flatMap((event) => creditedTo(all(holdings), [event])))).toEqual(lines(whole));
    }),
  );
});

it("leaves nobody anything of an event and its exact reversal", () => {
  fc.assert(
    fc.property(someHoldings, someEvents, (holdings, events) => {
      const reversals = events.map((event) => ({ ...event, id: `${event.id}9`, value: minor(-event.value!) }));
      const net = new Map<string, bigint>();
      for (const { role, repId, event, amount } of creditedTo(all(holdings), [...events, ...reversals])) {
        const key = `${role} ${repId} ${event.on}`;
        net.set(key, (net.get(key) ?? 0n) + amount!);
      }
      expect([...net.values()].every((amount) => amount === 0n)).toBe(true);
    }),
  );
});
