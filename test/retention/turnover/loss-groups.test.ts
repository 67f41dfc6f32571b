import fc from "fast-check";
import type { Day } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import { lossGroups, type ServedLoss, valueOf } from "../../../src/retention/turnover/calc/loss-groups";

const loss = (value: number, said: Partial<ServedLoss> = {}): ServedLoss => ({
  ...{ lostOn: "2026-02-01" as Day, valueMinor: minor(value) },
  ...{ segment: null, reason: null, competitor: null, roles: [] },
  ...said,
});
const told = (groups: ReturnType<typeof lossGroups>): string[] =>
  groups.map(({ key, lost, valueMinor }) => `${key} ${lost} ${valueMinor}`);

const LOSSES = [
  loss(100, { segment: "A", reason: "PRICE", competitor: "Birch", roles: ["SUPPORT", "SALES"] }),
  loss(50, { segment: "B", reason: "PRICE", roles: ["SUPPORT"] }),
  loss(70, { segment: "A" }),
];

test.each<[string, Parameters<typeof lossGroups>[1], string[]]>([
  ["by segment, most value first", "SEGMENT", ["A 2 170", "B 1 50"]],
  ["by reason; nobody said of one", "REASON", ["PRICE 2 150", "null 1 70"]],
  ["by competitor", "COMPETITOR", ["null 2 120", "Birch 1 100"]],
  ["by role: who was served in two counts in both", "ROLE", ["SUPPORT 2 150", "SALES 1 100", "null 1 70"]],
])("%s", (_rule, by, expected) => expect(told(lossGroups(LOSSES, by))).toEqual(expected));

const key = fc.option(fc.constantFrom("A", "B", "C"), { nil: null });
const anyLoss = fc
  .record({ value: fc.nat(1000), segment: key, reason: key, competitor: key })
  .map(({ value, ...said }) => loss(value, said));

test.each(["SEGMENT", "REASON", "COMPETITOR"] as const)("groups by %s add up to the whole", (by) =>
  fc.assert(
    fc.property(fc.array(anyLoss), (losses) => {
      const groups = lossGroups(losses, by);
      expect(groups.reduce((sum, { lost }) => sum + lost, 0)).toBe(losses.length);
      expect(valueOf(groups)).toBe(valueOf(losses));
    }),
  ),
);

test("the order of losses does not matter", () =>
  fc.assert(
    fc.property(fc.array(anyLoss), (losses) =>
      expect(lossGroups([...losses].reverse(), "SEGMENT")).toEqual(lossGroups(losses, "SEGMENT")),
    ),
  ));
