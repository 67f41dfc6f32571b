import type { Day } from "../../../src/kernel/calendar";
import { interactionUpsert } from "../../../src/records/interactions/interaction.upsert";
import { touches } from "../../../src/value/contacts/touches.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { write } from "../../support/writes";
import { PUBLISHED } from "../definitions/published";
import { byName, fact, mergeInto } from "../told-by-name";

type Direction = "TWO_WAY" | "INBOUND" | "OUTBOUND";

/** Asked for the quarter that ends on 2026-04-01: with a cadence of 90 days, talks from 2026-01-01 on matter. */
const RULES: [
  rule: string,
  talkedAt: string | null,
  expected: boolean | null,
  said?: { segment?: string; direction?: Direction; acquiredOn?: string | null },
][] = [
  ["on the first day of the cadence", "2026-01-01T00:00:00Z", true],
  ["a moment before it", "2025-12-31T23:59:59.999Z", false],
  ["on the period's last day", "2026-03-31T23:59:59.999Z", true],
  ["after the period", "2026-04-01T00:00:00Z", false],
  ["never", null, false],
  ["we wrote and nobody answered", "2026-03-01T09:00:00Z", false, { direction: "OUTBOUND" }],
  ["it asked and nobody answered", "2026-03-01T09:00:00Z", false, { direction: "INBOUND" }],
  ["a segment with a longer cadence of its own", "2025-12-02T00:00:00Z", true, { segment: "CALM" }],
  ["a moment before that", "2025-12-01T23:59:59.999Z", false, { segment: "CALM" }],
  ["a segment with a shorter one", "2026-03-01T23:59:59.999Z", false, { segment: "BRISK" }],
  ["a segment without one", "2026-01-01T00:00:00Z", true, { segment: "OTHER" }],
  ["a lead is no customer, however often they talk", "2026-03-01T09:00:00Z", null, { acquiredOn: null }],
  ["won on the last day", null, false, { acquiredOn: "2026-03-31" }],
  ["won after the period", "2026-03-01T09:00:00Z", null, { acquiredOn: "2026-04-01" }],
];

const definition = { ...PUBLISHED, touchCadenceBySegment: { CALM: 120, BRISK: 30 } };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const customers = RULES.map(([externalId, , , { segment = null, acquiredOn = "2024-05-01" } = {}]) =>
    aCustomer({ externalId, segment, acquiredOn }),
  );
  const merging = ["kept", "merged"].map((externalId) => aCustomer({ externalId, acquiredOn: "2024-05-01" }));
  await store(database.owner, [...customers, ...merging]);
  const talk = (customer: string, occurredAt: string, direction: Direction = "TWO_WAY") =>
    fact({ customer, kind: "CALL" as const, occurredAt, direction });
  const talks = RULES.flatMap(([name, at, , said]) => (at === null ? [] : [talk(name, at, said?.direction)]));
  await write(database, interactionUpsert, ...talks, talk("merged", "2026-03-01T09:00:00Z"));
  await mergeInto(database, "merged", "kept", "2026-03-15");
});
afterAll(() => database.close());

async function inTouch(end: string, asOf = "2026-06-30"): Promise<Record<string, boolean | undefined>> {
  const period = { start: "2026-01-01" as Day, end: end as Day };
  const found = await touches(contextOf(database), { period, asOf: asOf as Day }, definition, null);
  const named = await byName(database, found);
  return Object.fromEntries(Object.entries(named).map(([name, touch]) => [name, touch.inTouch]));
}

test.each(RULES)("%s", async (name, _talkedAt, expected) => {
  expect((await inTouch("2026-04-01"))[name] ?? null).toBe(expected);
});

test("what happened by a day is all that counts", async () => {
  const known = await inTouch("2026-02-11", "2026-02-10");
  expect(known["on the period's last day"]).toBe(false);
  expect(known["a moment before it"]).toBe(true);
  expect(known["won on the last day"]).toBeUndefined();
});

test("who was merged into another speaks for it from that day on", async () => {
  const [before, after] = [await inTouch("2026-03-15", "2026-03-14"), await inTouch("2026-04-01")];
  expect([before["kept"], before["merged"]]).toEqual([false, true]);
  expect([after["kept"], after["merged"]]).toEqual([true, undefined]);
});
