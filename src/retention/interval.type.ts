import type { Interval as CalendarInterval } from "../kernel/interval";
import { graphEnum } from "../platform/graphql/enum";

export const Interval = graphEnum<CalendarInterval>("Interval", "A span of the calendar that a report is cut into.", {
  MONTH: "Calendar months.",
  QUARTER: "Calendar quarters.",
  YEAR: "Calendar years.",
});
