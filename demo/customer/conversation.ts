import type { Rep } from "../company/people";
import { instant, type DayNumber } from "../days";
import type { Random, Weighted } from "../random";
import type { Request } from "../causes/slow-answers";
import type { Sink } from "../sink";
import { isPresent, type Ending } from "./ending";
import type { Experience } from "./experience";
import { streamOf, type Life } from "./life";

/** What the contract says about the calendar of talks; empty for who has none with a term. */
export interface Calendar {
  readonly dueOn: readonly DayNumber[];
  readonly renewedOn: readonly DayNumber[];
}

const WAYS: Weighted<readonly [kind: string, channel: string, costMinor: number]> = [
  [["CALL", "PHONE", 1200], 45],
  [["EMAIL", "EMAIL", 400], 25],
  [["MEETING", "VIDEO", 2500], 20],
  [["VISIT", "IN_PERSON", 12_000], 10],
];
const ONBOARDING_DAYS = 75;
const TALKS_DAYS = 80;
const THANKED = 0.8;
const WON_BACK_TRIED = 0.5;
const RIVAL_NAMED = 0.6;

/** Every contact with one customer, from the first to those that try to win it back. */
export class Conversation {
  private readonly random: Random;
  private count = 0;

  constructor(
    private readonly life: Life,
    private readonly experience: Experience,
    private readonly calendar: Calendar,
    private readonly ending: Ending,
    private readonly sink: Sink,
  ) {
    this.random = streamOf(life, "conversation");
  }

  write(): void {
    const { profile, world } = this.life;
    if (profile.firstContactOn >= world.timeline.start)
      this.tell(profile.firstContactOn, "FIRST_CONTACT", "TWO_WAY", "EMAIL", null);
    const { touches, requests } = this.experience;
    touches.forEach((day, index) => isPresent(this.ending, day) && this.touch(day, index));
    for (const request of requests) if (isPresent(this.ending, request.day)) this.answer(request);
    for (const day of this.calendar.renewedOn) if (this.random.chance(THANKED)) this.thank(day);
    if (this.random.chance(WON_BACK_TRIED))
      for (const after of [20, 50]) this.tell(this.ending.goneOn + after, "WIN_BACK", "OUTBOUND", "CALL", null);
  }

  private touch(day: DayNumber, index: number): void {
    const { experience, random } = this;
    const [kind, channel, cost] = random.weighted(WAYS);
    const mood = this.moodOn(day);
    const pressed = (experience.causes.PRICE[this.life.world.timeline.stepOf(day)] as number) > 0;
    this.row(this.pointOf(day, index), this.speaker(day), {
      ...{ kind, channel, direction: "TWO_WAY", occurredAt: this.at(day), cost: (cost / 100).toFixed(2) },
      ...{ sentiment: sentiment(mood, random), expectation: expectation(mood, random) },
      ...(pressed && random.chance(RIVAL_NAMED) ? rivalNamed(experience.competitor) : {}),
    });
  }

  private answer({ day, hours }: Request): void {
    const asked = 8 * 60 + this.random.whole(0, 540);
    const known = hours !== null && asked + hours * 60 < (this.life.world.timeline.until - day + 1) * 1440;
    const support = this.life.team.colleagueOn("SUPPORT", day);
    this.row("SERVICE", this.random.chance(0.5) ? support : this.life.team.managerOn(day), {
      ...{ kind: "EMAIL", channel: "EMAIL", direction: "INBOUND", occurredAt: instant(day, asked) },
      askedAt: instant(day, asked),
      answeredAt: known ? instant(day, asked + hours * 60) : null,
      cost: "4.00",
    });
  }

  private thank(renewedOn: DayNumber): void {
    this.tell(renewedOn + this.random.whole(1, 18), "THANKS", "OUTBOUND", "EMAIL", 4);
  }

  /** A message that nobody has to answer, or the very first talk. */
  private tell(day: DayNumber, point: string, direction: string, kind: string, cost: number | null): void {
    if (day > this.life.world.timeline.until) return;
    const channel = kind === "CALL" ? "PHONE" : kind;
    this.row(point, this.life.team.managerOn(day), {
      ...{ kind, channel, direction, occurredAt: this.at(day), cost: cost?.toFixed(2) ?? null },
    });
  }

  private pointOf(day: DayNumber, index: number): string {
    const { acquiredOn } = this.life.profile;
    if (acquiredOn !== null && day - acquiredOn <= ONBOARDING_DAYS) return "ONBOARDING";
    if (this.calendar.dueOn.some((due) => due - TALKS_DAYS <= day && day <= due)) return "RENEWAL";
    return index % 4 === 3 ? "REVIEW" : "SERVICE";
  }

  private speaker(day: DayNumber): Rep | null {
    const success = this.random.chance(0.4) ? this.life.team.colleagueOn("CUSTOMER_SUCCESS", day) : null;
    return success ?? this.life.team.managerOn(day);
  }

  private row(point: string, rep: Rep | null, contact: Readonly<Contact>): void {
    const { id } = this.life.profile;
    const [externalId, currency] = [`${id}-I${++this.count}`, contact.cost === null ? null : "EUR"];
    this.sink.write("interaction", { externalId, customer: id, rep: rep?.id ?? null, point, currency, ...contact });
  }

  private moodOn(day: DayNumber): number {
    return this.experience.displeasure[this.life.world.timeline.stepOf(day)] as number;
  }

  private at(day: DayNumber): string {
    return instant(day, 8 * 60 + this.random.whole(0, 540));
  }
}

interface Contact {
  kind: string;
  channel: string;
  direction: string;
  occurredAt: string;
  askedAt?: string;
  answeredAt?: string | null;
  sentiment?: number;
  expectation?: string;
  cost: string | null;
  competitor?: string;
  note?: string | null;
}

const rivalNamed = (competitor: string): Pick<Contact, "competitor" | "note"> => ({
  competitor,
  note: `Compares us with ${competitor}.`,
});

/** −2 to +2. */
const sentiment = (mood: number, random: Random): number =>
  Math.max(-2, Math.min(2, Math.round(0.9 - 3 * mood + 0.7 * random.normal())));

function expectation(mood: number, random: Random): string {
  const felt = 0.6 - 2 * mood + 0.8 * random.normal();
  return felt < -0.4 ? "MISSED" : felt < 1.2 ? "MET" : "EXCEEDED";
}
