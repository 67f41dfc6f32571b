import { touchCadence } from "../../../src/value/definitions/calc/retention-definition";
import { PUBLISHED } from "./published";

test.each([
  ["a segment with a cadence of its own", "KEY", 14],
  ["a segment without one", "SMALL", 90],
  ["no segment", null, 90],
  ["a segment that objects have a member of", "constructor", 90],
])("%s", (_rule, segment, days) => {
  expect(touchCadence({ ...PUBLISHED, touchCadenceBySegment: { KEY: 14 } }, segment)).toBe(days);
});
