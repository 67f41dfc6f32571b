import { FOREVER, iso, type DayNumber } from "../days";
import { decimal } from "../money";
import { Random } from "../random";
import type { Sink } from "../sink";
import { STEP_DAYS, STEPS } from "../timeline";
import type { World } from "../world";
import { payByMonth } from "./by-month";
import { Conversation, type Calendar } from "./conversation";
import { isPresent, type Ending } from "./ending";
import { experienceOf, type Experience } from "./experience";
import { lifeOf, streamOf, type Life } from "./life";
import { Orders } from "./orders";
import { profileOf, type Profile } from "./profile";
import { relationsOf, writeReferral, type Relations } from "./relations";
import { rhythmOf } from "./rhythm";
import { writeTerms } from "./term-records";
import { termsOf } from "./terms";
import { writeVoice } from "./voice";

const BY_MONTH: Readonly<Record<Profile["segment"], number>> = { SMALL: 0.3, MEDIUM: 0.1, ENTERPRISE: 0 };
const NO_CALENDAR: Calendar = { dueOn: [], renewedOn: [] };
/** Services beside a contract: how often, per step, and how much of a year's value. */
const SERVICES_PER_STEP = 0.2;
const SERVICES_SHARE = 0.02;
/** The account team stays on for a while when a customer is gone. */
const WIND_DOWN_DAYS = 45;
const FOUND_OUT_DAYS = 60;

/** One customer from first contact to the last day: its own facts, its truth, and nothing of any other's. */
export function writeCustomer(world: World, index: number, sink: Sink): void {
  const profile = profileOf(world, index);
  const relations = relationsOf(world, profile);
  writeProfile(world, profile, relations, sink);
  writeReferral(world, profile, relations, sink);
  if (profile.acquiredOn === null) return;
  const life = lifeOf(world, profile);
  const experience = experienceOf(life);
  if (relations.mergedInto) return liveAsDuplicate(life, experience, sink);
  const { ending, calendar } = liveOn(life, experience, sink);
  writeAssignments(life, ending, sink);
  writeVoice(life, experience, ending, sink);
  new Conversation(life, experience, calendar, ending, sink).write();
}

function writeProfile(world: World, profile: Profile, relations: Relations, sink: Sink): void {
  const { firstContactOn, acquiredOn, duplicate: _, index, yearlyValue, ...facts } = profile;
  const { id: externalId, ...rest } = facts;
  const random = new Random(world.seed, "acquisition", index);
  sink.write("customer", {
    ...{ externalId, ...rest, ...relations },
    firstContactOn: iso(firstContactOn),
    acquiredOn: iso(acquiredOn),
    acquisitionCost: acquiredOn === null ? null : decimal(Math.round(yearlyValue * random.within(0.05, 0.4))),
    mergedOn: relations.mergedInto && acquiredOn !== null ? iso(acquiredOn + FOUND_OUT_DAYS) : null,
  });
}

function liveOn(life: Life, experience: Experience, sink: Sink): { ending: Ending; calendar: Calendar } {
  const { profile } = life;
  const orders = new Orders(life, experience, sink);
  if (profile.relationship === "REPEAT_PURCHASE") {
    const { days, meanGapDays, ending } = rhythmOf(life, experience, sink);
    for (const day of days) orders.place(day, (profile.yearlyValue * meanGapDays) / 365, "partial");
    return { ending, calendar: NO_CALENDAR };
  }
  const byMonth = streamOf(life, "terms").chance(BY_MONTH[profile.segment]);
  const terms = byMonth ? [] : termsOf(life, experience);
  const ending = byMonth ? payByMonth(life, experience, sink) : writeTerms(life, experience, terms, sink);
  for (const day of serviceDays(life, ending)) orders.place(day, profile.yearlyValue * SERVICES_SHARE, "full");
  const dueOn = terms.map(({ contract }) => contract.endsOn);
  const renewedOn = terms.flatMap(({ next, closedOn }) => (next ? [closedOn] : []));
  return { ending, calendar: { dueOn, renewedOn } };
}

function serviceDays(life: Life, ending: Ending): DayNumber[] {
  const random = streamOf(life, "services");
  return Array.from({ length: STEPS }, (_, step) => step)
    .map((step) => life.world.timeline.firstDay(step) + random.whole(0, STEP_DAYS - 1))
    .filter((day) => random.chance(SERVICES_PER_STEP) && day >= life.from && isPresent(ending, day));
}

/** Entered twice: buys a little under the second name until somebody finds out and merges it. */
function liveAsDuplicate(life: Life, experience: Experience, sink: Sink): void {
  const orders = new Orders(life, experience, sink);
  for (const after of [0, 25]) orders.place(life.from + after, life.profile.yearlyValue / 20, "partial");
  writeAssignments(life, { goneOn: life.from + FOUND_OUT_DAYS - WIND_DOWN_DAYS, backOn: FOREVER }, sink);
}

function writeAssignments(life: Life, { goneOn, backOn }: Ending, sink: Sink): void {
  const ends = backOn < FOREVER ? FOREVER : goneOn + WIND_DOWN_DAYS;
  const { until } = life.world.timeline;
  life.team
    .assignments(ends > until ? FOREVER : ends)
    .filter(({ from }) => from <= until)
    .forEach(({ rep, role, share, from, to }, index) =>
      sink.write("assignment", {
        ...{ externalId: `${life.profile.id}-A${index + 1}`, customer: life.profile.id, rep: rep.id, role, share },
        ...{ startsOn: iso(from), endsOn: iso(to) },
      }),
    );
}
