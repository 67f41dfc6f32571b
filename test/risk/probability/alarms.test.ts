import type { Day } from "../../../src/kernel/calendar";
import { alarmsOf, type LossDay } from "../../../src/risk/probability/calc/alarms";

const DAYS = ["01-01", "01-16", "01-31", "02-15", "03-02", "03-17", "04-01", "04-16", "05-01", "05-16"].map(
  (day) => `2026-${day}` as Day,
);
/** An "x" for every look that finds an alarm. */
const watch = (looks: Readonly<Record<string, string>>) => ({
  ...{ days: DAYS, until: "2026-06-01" as Day, horizonDays: 30 },
  alarmed: new Map(Object.entries(looks).map(([customer, told]) => [customer, [...told].map((look) => look === "x")])),
});
const lost = (customerId: string, day: string): LossDay => ({ customerId, lostOn: `2026-${day}` as Day });

test.each<[string, string, LossDay[], object]>([
  [
    "an alarm that stands until the loss leads it from its first look",
    "...xxxx...",
    [lost("a", "04-10")],
    { losses: 1, misses: 0, medianLeadDays: 54 },
  ],
  [
    "an alarm that was given up before the loss has missed it",
    "...xx.....",
    [lost("a", "04-10")],
    { losses: 1, misses: 1, medianLeadDays: null },
  ],
  ["a loss without any alarm is missed", "..........", [lost("a", "04-10")], { losses: 1, misses: 1 }],
  [
    "after a gap the alarm counts from where it stood again",
    "xx..xxx...",
    [lost("a", "04-10")],
    { medianLeadDays: 39 },
  ],
  ["a loss that no alarm of a horizon could lead is not looked at", "x.........", [lost("a", "01-20")], { losses: 0 }],
  [
    "an alarm is false when nothing is lost up to a horizon after its end",
    "xx........",
    [lost("a", "05-20")],
    { alarms: 1, falseAlarms: 1, falseAlarmsPerSave: null },
  ],
  [
    "and is not when the customer is lost within it",
    "xx........",
    [lost("a", "02-14")],
    { alarms: 1, falseAlarms: 0, falseAlarmsPerSave: 0 },
  ],
  ["an alarm a day before the loss saves nobody", ".......x..", [lost("a", "04-17")], { falseAlarmsPerSave: null }],
  [
    "what began too late to be judged is no alarm yet",
    ".........x",
    [],
    { alarms: 0, falseAlarms: 0, falseAlarmsPerSave: null },
  ],
])("%s", (_rule, looks, losses, expected) => expect(alarmsOf(watch({ a: looks }), losses)).toMatchObject(expected));

test("false alarms are told for each one in time, leads as shares of all losses", () => {
  const looks = {
    lost: "..xxxx....",
    early: "xxxxxxx...",
    missed: "..........",
    calm: "x.x.......",
    other: "....x.....",
  };
  const told = alarmsOf(watch(looks), [lost("lost", "03-20"), lost("early", "04-10"), lost("missed", "04-01")]);
  expect(told).toMatchObject({ losses: 3, misses: 1, alarms: 5, falseAlarms: 3, falseAlarmsPerSave: 1.5 });
  expect(told.medianLeadDays).toBe((48 + 99) / 2);
  expect(told.leads).toEqual([
    { days: 30, share: 2 / 3 },
    { days: 60, share: 1 / 3 },
    { days: 90, share: 1 / 3 },
  ]);
});
