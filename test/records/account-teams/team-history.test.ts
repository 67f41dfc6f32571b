import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { handovers, type Service, unassignedRoles } from "../../../src/records/account-teams/calc/team-history";

const held = (repId: string, startsOn: string, endsOn: string | null = null, derived = false): Service => ({
  ...{ repId, derived, role: "SALES" },
  startsOn: startsOn as Day,
  endsOn: endsOn as Day | null,
});

test.each<[string, Service[], [on: string, from: string[], to: string[]][]]>([
  ["the first rep takes over from nobody", [held("a", "2024-01-01")], []],
  [
    "another rep from the next day on",
    [held("a", "2024-01-01", "2024-07-01"), held("b", "2024-07-01")],
    [["2024-07-01", ["a"], ["b"]]],
  ],
  [
    "a role that stood empty was handed over by who held it last",
    [held("a", "2024-01-01", "2024-03-01"), held("b", "2024-07-01")],
    [["2024-07-01", ["a"], ["b"]]],
  ],
  ["a second rep beside the first is no change of rep", [held("a", "2024-01-01"), held("b", "2024-07-01")], []],
  [
    "who comes back to its own customer takes over from nobody",
    [held("a", "2024-01-01", "2024-03-01"), held("a", "2024-07-01")],
    [],
  ],
  [
    "what purchases tell is no handover",
    [held("a", "2024-01-01", "2024-07-01", true), held("b", "2024-07-01", null, true)],
    [],
  ],
])("%s", (_rule, services, expected) =>
  expect(handovers(services)).toEqual(expected.map(([on, from, to]) => ({ role: "SALES", on, from, to }))),
);

test("a role is unassigned from the day its last rep went", () => {
  const services = [held("a", "2024-01-01", "2024-07-01")];
  expect(unassignedRoles(services, "2024-06-30" as Day)).toEqual([]);
  expect(unassignedRoles(services, "2024-07-01" as Day)).toEqual(["SALES"]);
  expect(unassignedRoles(services, "2023-12-31" as Day)).toEqual([]);
});

test("a customer passed on from rep to rep has one handover fewer than reps", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }), (terms) => {
      let start = "2020-01-01" as Day;
      const services = terms.map((days, index) => {
        const service = held(`rep ${index}`, start, addDays(start, days));
        start = addDays(start, days);
        return service;
      });
      expect(handovers(services)).toHaveLength(terms.length - 1);
      expect(handovers([...services].reverse())).toEqual(handovers(services));
    }),
  ));
