import { daysOfYear, type Enrolment, enrolmentIn } from "../../../src/compensation/calc/enrolment";
import type { Enrolled } from "../../../src/compensation/calc/person";
import { day, enrolled, periodInput, YEAR_2026 } from "./given";

const days = (span: Partial<Enrolled>) =>
  daysOfYear(enrolmentIn(periodInput(), [enrolled(span)]) as Enrolment, YEAR_2026).days;

test.each<[string, Partial<Enrolled>, number]>([
  ["all of it", {}, 365],
  ["since it began", { since: day("2026-03-01") }, 306],
  ["until it ends", { endsOn: day("2026-03-01"), until: day("2026-03-01") }, 59],
  ["a rise or a version that takes over ends no enrolment", { endsOn: day("2026-03-01"), until: null }, 365],
])("days of the year under a plan: %s", (_rule, span, expected) => expect(days(span)).toBe(expected));
