import { addMonths, iso, startOfMonth, type DayNumber } from "../days";
import { Random } from "../random";
import type { Sink } from "../sink";
import type { Timeline } from "../timeline";
import type { World } from "../world";
import { writePay } from "./pay";
import { holderOn, type People, type Rep } from "./people";

/** What is taught, and the measure that it should move. */
const COURSES = [
  ["Account diagnosis", null],
  ["Renewal talks", "RENEWAL_RATE"],
  ["Complaint handling", "CSAT"],
  ["Product matrix", "EXPANSION"],
  ["Onboarding", "LOGO_RETENTION"],
  ["Negotiation", "GROSS_REVENUE_RETENTION"],
] as const;
const CERTIFIED_DAYS = 730;
const LEAVE_KINDS = ["PARENTAL", "SICK", "SABBATICAL"];
const START_RATE = 1.09;

/** Everything that is the company's own, before the first customer. */
export function writeCompany({ seed, timeline, people, catalogue }: World, sink: Sink): void {
  for (const { id, name } of people.teams) sink.write("team", { externalId: id, name });
  for (const rep of people.reps) {
    writeRep(rep, people, timeline, sink);
    writeSkills(rep, seed, timeline, sink);
    if (!rep.leads && rep.role !== "SUPPORT") writeQuotas(rep, timeline, sink);
  }
  COURSES.forEach(([name, trains], index) => sink.write("course", { externalId: `COURSE${index + 1}`, name, trains }));
  for (const { id, name, series, step, category } of catalogue.flat())
    sink.write("product", { externalId: id, name, series, step, category });
  writeRates(seed, timeline, sink);
  writePay(people, timeline, sink);
}

function managerOn(rep: Rep, people: People, day: DayNumber): Rep | null {
  if (rep === people.head) return null;
  const director = people.directors.get(rep.role) as Rep;
  if (rep === director) return people.head;
  return rep.leads ? director : holderOn(people.leaders.get(rep.team) ?? [], day);
}

function writeRep(rep: Rep, people: People, timeline: Timeline, sink: Sink): void {
  sink.write("rep", {
    externalId: rep.id,
    employeeNumber: `1${rep.id.slice(1)}`,
    fullName: rep.fullName,
    email: rep.email,
    payGroup: rep.role === "SUPPORT" ? "HOURLY" : "SALARIED",
    hiredOn: iso(rep.hiredOn),
    leftOn: iso(rep.leftOn),
  });
  writePositions(rep, people, timeline, sink);
  rep.leaves.forEach(({ from, to }, index) =>
    sink.write("leave", {
      externalId: `${rep.id}-L${index + 1}`,
      rep: rep.id,
      startsOn: iso(from),
      endsOn: iso(to),
      kind: LEAVE_KINDS[from % LEAVE_KINDS.length] as string,
    }),
  );
}

/** One row per manager; who has been here for long began in support, where the customers are learned. */
function writePositions(rep: Rep, people: People, timeline: Timeline, sink: Sink): void {
  const apprenticed =
    !rep.leads && rep.role !== "SUPPORT" && timeline.start - rep.hiredOn > 900 ? rep.hiredOn + 300 : rep.hiredOn;
  const changes = (people.leaders.get(rep.team) ?? []).map(({ from }) => from).filter((from) => from > timeline.start);
  const days = [apprenticed, ...(rep.leads ? [] : changes.filter((day) => apprenticed < day && day < rep.leftOn))];
  const support = people.teams.find(({ role }) => role === "SUPPORT") ?? rep.team;
  const rows = days.map((from, index) => ({
    ...{ from, to: days[index + 1] ?? rep.leftOn, role: rep.role, team: rep.team },
    manager: managerOn(rep, people, Math.max(from, timeline.start)),
  }));
  if (apprenticed > rep.hiredOn) {
    const manager = people.directors.get("SUPPORT") ?? null;
    rows.unshift({ from: rep.hiredOn, to: apprenticed, role: "SUPPORT", team: support, manager });
  }
  rows.forEach(({ from, to, role, team, manager }, index) =>
    sink.write("position", {
      ...{ externalId: `${rep.id}-P${index + 1}`, rep: rep.id, role, team: team.id, manager: manager?.id ?? null },
      ...{ startsOn: iso(from), endsOn: iso(to) },
    }),
  );
}

function writeSkills(rep: Rep, seed: number, timeline: Timeline, sink: Sink): void {
  const random = new Random(seed, "skills", rep.id);
  COURSES.forEach((_, index) => {
    const on = Math.max(rep.hiredOn, timeline.start) + random.whole(20, 500);
    if (!random.chance(0.5) || on >= Math.min(rep.leftOn, timeline.until)) return;
    sink.write("completion", {
      ...{ externalId: `${rep.id}-C${index + 1}`, rep: rep.id, course: `COURSE${index + 1}`, completedOn: iso(on) },
      expiresOn: index < 3 ? iso(on + CERTIFIED_DAYS) : null,
    });
  });
}

function writeQuotas(rep: Rep, timeline: Timeline, sink: Sink): void {
  const january = addMonths(startOfMonth(timeline.start), 12 - Number(iso(timeline.start).slice(5, 7)) + 1);
  const quarters = Array.from({ length: 10 }, (_, index) => addMonths(january, 3 * index));
  for (const [index, from] of quarters.entries()) {
    if (from < rep.hiredOn || from >= Math.min(rep.leftOn, timeline.until)) continue;
    const span = { startsOn: iso(from), endsOn: iso(addMonths(from, 3)) };
    const quota = { externalId: `${rep.id}-Q${index + 1}`, rep: rep.id, ...span };
    sink.write("quota", { ...quota, measure: "GROSS_REVENUE_RETENTION", goal: "0.92" });
    if (rep.role === "ACCOUNT_MANAGER")
      sink.write("quota", {
        ...{ ...quota, externalId: `${quota.externalId}-X`, measure: "EXPANSION" },
        ...{ goal: `${40_000 + 2_000 * index}.00`, currency: "EUR" },
      });
  }
}

/** The first of every month, both ways, a slow random walk; from years before, so that old contracts convert. */
function writeRates(seed: number, timeline: Timeline, sink: Sink): void {
  const random = new Random(seed, "rates");
  let rate = START_RATE;
  for (let day = addMonths(startOfMonth(timeline.start), -84); day <= timeline.until; day = addMonths(day, 1)) {
    sink.write("fxRate", { base: "EUR", quote: "USD", day: iso(day), rate: rate.toFixed(6) });
    sink.write("fxRate", { base: "USD", quote: "EUR", day: iso(day), rate: (1 / Number(rate.toFixed(6))).toFixed(6) });
    rate = Math.min(1.25, Math.max(0.95, rate * (1 + 0.012 * random.normal())));
  }
}
