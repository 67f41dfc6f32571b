import { addMonths, iso, startOfMonth, type DayNumber } from "../days";
import type { Sink } from "../sink";
import type { Timeline } from "../timeline";
import type { People, Rep, Role } from "./people";

/** By which plans a role is paid, and what a year of each pays at 100 %; null where a plan has no target. */
const PLANS: Readonly<Record<Role, Readonly<Record<string, string | null>>>> = {
  SALES: {},
  ACCOUNT_MANAGER: { NEW_BUSINESS: null, TEAM_POOL: "2000.00" },
  CUSTOMER_SUCCESS: { SUCCESS_MANAGER: "8000.00", TEAM_POOL: "2000.00" },
  SUPPORT: { TEAM_POOL: "1500.00" },
};
const NEW_GOAL = "200000.00";
const QUARTERS_PAID = 3;

/** The company has paid for keeping since the quarter before last: everyone who leads nobody is enrolled. */
export function writePay({ reps }: People, { until }: Timeline, sink: Sink): void {
  const month = startOfMonth(until);
  const sinceQuarter = (Number(iso(month).slice(5, 7)) - 1) % 3;
  const begin = addMonths(month, -sinceQuarter - 3 * (QUARTERS_PAID - 1));
  const paid = reps.filter(({ leads, leftOn, hiredOn }) => !leads && leftOn > begin && hiredOn < until);
  for (const rep of paid) {
    writeEnrolments(rep, begin, sink);
    if (rep.role === "ACCOUNT_MANAGER") writeYearlyGoals(rep, begin, until, sink);
  }
}

function writeEnrolments(rep: Rep, begin: DayNumber, sink: Sink): void {
  const startsOn = iso(Math.max(rep.hiredOn, begin));
  for (const [plan, target] of Object.entries(PLANS[rep.role])) {
    sink.write("enrolment", {
      ...{ externalId: `${rep.id}-${plan}`, rep: rep.id, plan, role: rep.role, target, currency: "EUR" },
      ...{ startsOn, endsOn: iso(rep.leftOn), acceptedOn: startsOn },
    });
  }
}

function writeYearlyGoals(rep: Rep, begin: DayNumber, until: DayNumber, sink: Sink): void {
  const [first, last] = [begin, until].map((day) => Number(iso(day).slice(0, 4))) as [number, number];
  for (let year = first; year <= last; year++) {
    sink.write("quota", {
      ...{ externalId: `${rep.id}-Y${year}`, rep: rep.id, measure: "NEW", goal: NEW_GOAL, currency: "EUR" },
      ...{ startsOn: `${year}-01-01`, endsOn: `${year + 1}-01-01` },
    });
  }
}
