import type { Day } from "../../../src/kernel/calendar";
import { slicesOf, studyDays, watchDays } from "../../../src/risk/probability/calc/study-days";

const day = (text: string) => text as Day;
const frame = { asOf: day("2026-06-30"), recordsBegin: day("2025-06-01"), horizonDays: 90, graceDays: 30 };

test("days are looked at three times in a horizon, from half a year of records on, until what became of everybody is known", () =>
  expect(studyDays(frame)).toEqual(["2026-03-02", "2026-01-31", "2026-01-01", "2025-12-02"]));

test("without records there is no day to look at", () =>
  expect(studyDays({ ...frame, recordsBegin: null })).toEqual([]));

test("no more than twelve horizons are looked at", () =>
  expect(studyDays({ ...frame, recordsBegin: day("2000-01-01") })).toHaveLength(36));

test("a look whose horizon reaches into the later ones is in neither slice", () => {
  const looks = studyDays({ ...frame, recordsBegin: day("2025-01-01") }).map((on) => ({ on }));
  expect(looks).toHaveLength(9);
  const { earlier, later } = slicesOf(looks, 90);
  expect(later.map(({ on }) => on)).toEqual(["2026-03-02", "2026-01-31", "2026-01-01"]);
  // 2025-12-02 and 2025-11-02 look ahead beyond New Year's Day.
  expect(earlier.map(({ on }) => on)).toEqual(["2025-10-03", "2025-09-03", "2025-08-04", "2025-07-05"]);
});

test("too few looks leave nothing to learn from", () =>
  expect(slicesOf([{ on: day("2026-03-02") }, { on: day("2026-01-31") }], 90).earlier).toEqual([]));

test("alarms are looked for six times in a horizon", () =>
  expect(watchDays(day("2026-01-01"), day("2026-02-15"), 90)).toEqual(["2026-01-01", "2026-01-16", "2026-01-31"]));
