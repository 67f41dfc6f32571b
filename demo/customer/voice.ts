import type { IssueKind } from "../causes/failure";
import { instant, iso, type DayNumber } from "../days";
import { emailOf, personName } from "../names";
import { FOREVER } from "../days";
import type { Random } from "../random";
import type { Sink } from "../sink";
import { isPresent, type Ending } from "./ending";
import type { Experience } from "./experience";
import { streamOf, type Life } from "./life";

const SUMMARIES: Readonly<Record<IssueKind, readonly string[]>> = {
  COMPLAINT: ["Delivered late", "Invoice does not match the order", "Promised call never came"],
  SERVICE_RISK: ["Stock runs short before the next delivery", "Maintenance overdue"],
  TECHNOLOGY_FAILURE: ["Portal not reachable", "Interface drops orders", "Device fails after the update"],
  STAFFING_PROBLEM: ["Nobody on site who knows the process", "Replacement not trained"],
};
const NPS_EVERY_DAYS = 180;
const NPS_ANSWERED = 0.6;
const CSAT_ANSWERED = 0.5;
const OTHERS_LEAVE = 0.15;

/** The people at a customer, what they complain of, and what they say when asked. */
export function writeVoice(life: Life, experience: Experience, ending: Ending, sink: Sink): void {
  const random = streamOf(life, "voice");
  const contacts = writeContacts(life, experience, random, sink);
  writeIssues(life, experience, ending, random, sink);
  const { timeline } = life.world;
  for (let day = life.from + random.whole(60, NPS_EVERY_DAYS); day <= timeline.until; day += NPS_EVERY_DAYS) {
    if (!isPresent(ending, day) || !random.chance(NPS_ANSWERED)) continue;
    const mood = experience.displeasure[timeline.stepOf(day)] as number;
    const score = Math.max(0, Math.min(10, Math.round(8.6 - 6.5 * mood + 1.2 * random.normal())));
    const id = `${life.profile.id}-N${day - timeline.start}`;
    const who = random.pick(contacts);
    const contact = who.leftOn > day ? who.id : null;
    sink.write("survey", {
      externalId: id,
      customer: life.profile.id,
      contact,
      kind: "NPS",
      score,
      answeredOn: iso(day),
    });
  }
}

function writeContacts(life: Life, experience: Experience, random: Random, sink: Sink) {
  const { profile, world } = life;
  const users = profile.segment === "SMALL" ? random.whole(0, 1) : random.whole(1, 3);
  const people: readonly (readonly [string, DayNumber])[] = [
    ...(experience.championLeftOn === null ? [] : [["CHAMPION", experience.championLeftOn] as const]),
    ["DECISION_MAKER", FOREVER],
    ...Array.from({ length: users }, () => {
      const leaves = random.chance(OTHERS_LEAVE);
      const influence = random.chance(0.1) ? "DETRACTOR" : "USER";
      return [influence, leaves ? random.whole(life.from, world.timeline.until) : FOREVER] as const;
    }),
  ];
  return people.map(([influence, leftOn], index) => {
    const fullName = personName(random);
    const id = `${profile.id}-P${index + 1}`;
    const email = emailOf(fullName, profile.name);
    sink.write("contact", { externalId: id, customer: profile.id, fullName, influence, email, leftOn: iso(leftOn) });
    return { id, leftOn };
  });
}

function writeIssues(life: Life, experience: Experience, ending: Ending, random: Random, sink: Sink): void {
  const { profile, world } = life;
  experience.issues.forEach(({ kind, severity, openedOn, hoursOpen }, index) => {
    if (!isPresent(ending, openedOn)) return;
    const opened = 7 * 60 + random.whole(0, 600);
    const resolvedOn = openedOn + Math.floor((opened + hoursOpen * 60) / 1440);
    const resolved = resolvedOn <= world.timeline.until;
    const externalId = `${profile.id}-S${index + 1}`;
    sink.write("issue", {
      ...{ externalId, customer: profile.id, kind, severity, summary: random.pick(SUMMARIES[kind]) },
      openedAt: instant(openedOn, opened),
      resolvedAt: resolved ? instant(openedOn, opened + hoursOpen * 60) : null,
    });
    if (!resolved || !random.chance(CSAT_ANSWERED)) return;
    const score = Math.max(1, Math.min(5, Math.round(4.6 - hoursOpen / 200 + 0.7 * random.normal())));
    const answeredOn = iso(Math.min(resolvedOn + random.whole(0, 5), world.timeline.until));
    sink.write("survey", { externalId: `${externalId}-A`, customer: profile.id, kind: "CSAT", score, answeredOn });
  });
}
