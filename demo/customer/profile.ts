import type { DayNumber } from "../days";
import { companyName } from "../names";
import { Random, type Weighted } from "../random";
import type { World } from "../world";

export type Segment = "SMALL" | "MEDIUM" | "ENTERPRISE";
export type Relationship = "CONTRACT" | "REPEAT_PURCHASE";

/** Who a customer is; nothing in it changes, and nothing in it can be influenced by a rep. */
export interface Profile {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly relationship: Relationship;
  readonly segment: Segment;
  readonly industry: string;
  readonly region: string;
  readonly currency: "EUR" | "USD";
  readonly source: string;
  readonly firstContactOn: DayNumber;
  /** null: a lead that has not bought yet */
  readonly acquiredOn: DayNumber | null;
  /** what it is worth in a year, minor units */
  readonly yearlyValue: number;
  /** the same customer entered a second time, found out after a few weeks */
  readonly duplicate: boolean;
}

const SEGMENTS: Weighted<Segment> = [
  ["SMALL", 50],
  ["MEDIUM", 35],
  ["ENTERPRISE", 15],
];
const YEARLY_VALUE: Readonly<Record<Segment, number>> = { SMALL: 600_000, MEDIUM: 2_400_000, ENTERPRISE: 9_000_000 };
const CONTRACT_SHARE: Readonly<Record<Segment, number>> = { SMALL: 0.35, MEDIUM: 0.55, ENTERPRISE: 0.75 };
const INDUSTRIES = ["LOGISTICS", "RETAIL", "HEALTH", "MANUFACTURING", "HOSPITALITY", "EDUCATION"];
const REGIONS = ["NORTH", "WEST", "SOUTH", "AMERICAS"];
const SOURCES: Weighted<string> = [
  ["WEB", 30],
  ["OUTBOUND", 25],
  ["EVENT", 15],
  ["PARTNER", 15],
  ["REFERRAL", 15],
];
/** Of the customers, how many were there before the first day; and how many of the rest never bought. */
const EXISTING = 0.62;
const LEADS = 0.1;
const DUPLICATES = 0.01;

export function profileOf(world: World, index: number): Profile {
  const random = new Random(world.seed, "customer", index);
  const { start, until } = world.timeline;
  const segment = random.weighted(SEGMENTS);
  const relationship = random.chance(CONTRACT_SHARE[segment]) ? "CONTRACT" : "REPEAT_PURCHASE";
  const region = random.pick(REGIONS);
  const existing = random.chance(EXISTING);
  const acquiredOn = existing ? start - random.whole(60, 2200) : random.whole(start, until - 90);
  return {
    ...{ index, segment, relationship, region },
    id: `C${String(index + 1).padStart(5, "0")}`,
    name: companyName(random),
    industry: random.pick(INDUSTRIES),
    currency: region === "AMERICAS" ? "USD" : "EUR",
    source: random.weighted(SOURCES),
    firstContactOn: acquiredOn - Math.ceil(random.erlang(2, 45)),
    acquiredOn: !existing && random.chance(LEADS) ? null : acquiredOn,
    yearlyValue: Math.round(YEARLY_VALUE[segment] * Math.exp(0.5 * random.normal())),
    duplicate: !existing && relationship === "REPEAT_PURCHASE" && random.chance(DUPLICATES / (1 - EXISTING) / 0.5),
  };
}
