import { attainmentOf } from "../../../src/retention/scorecards/calc/attainment";

test.each<[string, number | null, number, boolean, number | null, number | null]>([
  ["the goal reached exactly", 0.9, 0.9, true, 1, 0],
  ["beyond the goal, uncapped", 300, 200, true, 1.5, 100],
  ["less than nothing of a goal", -50, 200, true, -0.25, -250],
  ["nothing was measured", null, 0.9, true, null, null],
  ["a goal of zero has no ratio", 5, 0, true, null, 5],
  ["nor has one below it", -5, -10, true, null, 5],
  ["less is better: only the difference is told", 40, 80, false, null, -40],
])("%s", (_rule, value, goal, higherIsBetter, attainment, difference) =>
  expect(attainmentOf(value, goal, higherIsBetter)).toEqual({ attainment, difference }),
);
