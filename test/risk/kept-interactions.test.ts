import fc from "fast-check";
import { endInWhatIsRead, RUN } from "../support/kept-story";

/** Something that happens to contacts with the buyer, its twin, a lead and a tenant. */
type Event =
  | {
      readonly what: "talk";
      readonly who: 1 | 2 | 3 | 4;
      readonly days: number;
      readonly hour: number;
      readonly said: readonly string[];
      readonly asked: number | null;
      readonly answered: number | null;
    }
  | { readonly what: "answer" | "move" | "hand over" | "take away"; readonly of: number; readonly days: number }
  | { readonly what: "merge" | "first purchase" | "end a contract" };

const days = fc.integer({ min: -300, max: 24 });
/** Columns of an interaction, beside what they hold. */
const SAID: Readonly<Record<string, string>> = {
  direction: "'TWO_WAY'",
  point: "'RENEWAL'",
  sentiment: "-2",
  expectation: "'MISSED'",
  competitor: "'Birch'",
  "cost_minor, currency": "700, 'EUR'",
};

const late = fc.oneof({ weight: 2, arbitrary: fc.nat({ max: 24 }) }, { weight: 1, arbitrary: days });
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ what: fc.constant("talk" as const), who: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const) },
      ...{ days: late, hour: fc.nat({ max: 23 }), said: fc.subarray(Object.keys(SAID)) },
      ...{ asked: fc.option(fc.nat({ max: 30 })), answered: fc.option(fc.nat({ max: 200 })) },
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom("answer" as const, "move" as const, "hand over" as const, "take away" as const),
      ...{ of: fc.nat({ max: 60 }), days: late },
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constantFrom("merge" as const, "first purchase" as const, "end a contract" as const),
    }),
  },
);

const at = (days: number, hour: number): string =>
  `(timestamptz '2026-03-20T00:00Z' + interval '${days} days ${hour} hours')`;
const nth = (place: number): string =>
  `(select id from interaction order by id offset ${place} % greatest(1, (select count(*) from interaction)) limit 1)`;

function sql(one: Event): string {
  if (one.what === "talk") {
    const asked = one.asked === null ? null : at(one.days - one.asked, one.hour);
    const answered = asked === null || one.answered === null ? null : `${asked} + interval '${one.answered} hours'`;
    return `
      insert into interaction (${["external_id, customer_id, kind, occurred_at, asked_at, answered_at", ...one.said].join(", ")})
      values (${[`gen_random_uuid()::text, ${one.who}, 'CALL', ${at(one.days, one.hour)}, ${asked}, ${answered}`, ...one.said.map((column) => SAID[column])].join(", ")})`;
  }
  if (one.what === "answer")
    return `update interaction set answered_at = asked_at + interval '${Math.abs(one.days)} hours' where id = ${nth(one.of)}`;
  if (one.what === "move") return `update interaction set occurred_at = ${at(one.days, 9)} where id = ${nth(one.of)}`;
  if (one.what === "hand over") return `update interaction set customer_id = 5 - customer_id where id = ${nth(one.of)}`;
  if (one.what === "take away") return `delete from interaction where id = ${nth(one.of)}`;
  if (one.what === "merge") return `update customer set merged_into_id = 1, merged_on = '2026-03-25' where id = 3`;
  if (one.what === "first purchase")
    return `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values (gen_random_uuid()::text, 4, '2026-03-27', 900, 'EUR')`;
  return `update contract set ended_on = '2026-03-28', loss_reason = 'COMPETITOR', competitor = 'Birch'`;
}

const call = { what: "talk", who: 1, hour: 8, said: Object.keys(SAID), asked: 0, answered: 3 } as const;
/** How many days before the run they are. */
const FAR_BACK = [365, 364, 270, 269, 180, 179, 90, 89];
const ofTheLead = { ...call, who: 4 } as const;

test("whatever is said, what is kept is what is read afresh", async () => {
  await endInWhatIsRead({
    beside: `insert into customer (external_id, name) values ('lead', 'Lead')`,
    event,
    sql,
    examples: [
      [{ ...call, days: 1 }, RUN, { ...call, days: 2 }, { ...call, days: 3, answered: null }],
      [{ ...ofTheLead, days: 1 }, RUN, { what: "first purchase" }, { ...ofTheLead, days: 9 }],
      // On the very day on which it was won.
      [{ ...ofTheLead, days: 1 }, { what: "first purchase" }, RUN, { ...ofTheLead, days: 7 }],
      // Later than all that was read, and long ago, around each day from which on something is told.
      [{ ...ofTheLead, days: -990 }, RUN, ...FAR_BACK.map((ago) => ({ ...ofTheLead, days: 21 - ago }))],
      [{ ...ofTheLead, days: -990 }, RUN, { ...ofTheLead, days: 21 - 180 }],
      // By an account that counts as another one.
      [{ what: "merge" }, RUN, { ...call, who: 3, days: 10 }],
    ],
  });
});
