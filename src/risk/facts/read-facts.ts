import { addDays, type Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { handovers, type Service, unassignedRoles } from "../../records/account-teams/calc/team-history";
import { type RetentionDefinition, touchCadence } from "../../value/definitions/calc/retention-definition";
import type { IssueSeverity, Issues, Relationship, RiskFacts } from "../signals/signal";

type IssueRow = [open: number, worst: number | null, longest: number, inYear: number, lastOn: Day | null];
type Registers = Partial<Record<"COMPLAINT" | "FAILURE" | "STAFFING", Day>>;

/** What the statement found of one customer, family by family; what is not there is not known. */
interface Found {
  readonly rhythm?: [lastOn: Day, silent: number, days: number, gap: number | null];
  readonly spend?: [recent: string, before: string, currency: string, lastOn: Day];
  readonly breadth?: [series: number, before: number, dropped: string[], lastOn: Day];
  readonly terms?: [
    ...[margin: number | null, marginBefore: number | null, costOn: Day | null],
    ...[discount: number | null, discountBefore: number | null, discountOn: Day | null],
  ];
  readonly talk?: [lastOn: Day, since: number];
  readonly mood?: [
    ...[recent: number | null, before: number | null, answers: number, feltOn: Day | null],
    ...[missed: number, rated: number, ratedOn: Day | null],
    ...[hours: number | null, unanswered: number, askedOn: Day | null],
  ];
  readonly people?: [left: number, champions: number, active: number, lastOn: Day];
  readonly voice?: [
    ...[nps: number | null, npsBefore: number | null, csat: number | null],
    ...[sinceAnswer: number | null, competitor: boolean, saidOn: Day],
  ];
  readonly issues?: [IssueRow, IssueRow, IssueRow];
  readonly team?: [services: Service[], left: number, lastOn: Day];
  readonly due?: [days: number, inTalks: boolean, how: "ON_TIME" | "LATE" | "REDUCED" | null, lastOn: Day];
}

/** What the statement found, column by column. */
export interface FoundRows {
  readonly id: readonly string[];
  readonly segment: readonly (string | null)[];
  readonly relationship: readonly Relationship[];
  /** in the first row only: the newest entry of each register of issues */
  readonly registers: readonly (Registers | null)[];
  /** null: nothing is known of the customer */
  readonly facts: readonly (Found | null)[];
}

/** The facts of each customer, in the order of the rows. */
export function readFacts(rows: FoundRows, asOf: Day, definition: RetentionDefinition): RiskFacts[] {
  const registers = rows.registers[0] ?? {};
  return rows.id.map((customerId, row) => {
    const found = rows.facts[row] ?? {};
    const segment = rows.segment[row]!;
    return {
      ...{ customerId, segment, relationship: rows.relationship[row]! },
      ...bought(found, definition),
      ...talked(found, touchCadence(definition, segment)),
      ...served(found.issues, registers),
      ...teamOf(found.team, asOf),
      ...committed(found),
      ...{ cost: null, diagnosis: null },
    };
  });
}

function bought({ rhythm, spend, breadth, terms }: Found, { lapse }: RetentionDefinition) {
  const [margin, marginBefore, costOn, discount, discountBefore, discountOn] = terms ?? [];
  return {
    rhythm: rhythm
      ? {
          ...{ lastBoughtOn: rhythm[0], dataAsOf: rhythm[0], daysSilent: rhythm[1], purchases: rhythm[2] },
          usualGapDays: rhythm[2] >= lapse.fewestPurchases ? rhythm[3] : null,
        }
      : null,
    spend: spend
      ? {
          ...{ recentMinor: minor(BigInt(spend[0])), seasonBeforeMinor: minor(BigInt(spend[1])) },
          ...{ currency: spend[2], dataAsOf: spend[3] },
        }
      : null,
    breadth: breadth
      ? { series: breadth[0], seriesBefore: breadth[1], dropped: breadth[2], dataAsOf: breadth[3] }
      : null,
    margin: costOn && margin != null ? { recent: margin, before: marginBefore ?? null, dataAsOf: costOn } : null,
    discount:
      discountOn && discount != null
        ? { recent: discount, before: discountBefore ?? null, dataAsOf: discountOn }
        : null,
  };
}

function talked({ talk, mood, people }: Found, cadenceDays: number) {
  const [recent, before, answers, feltOn, missed, rated, ratedOn, hours, unanswered, askedOn] = mood ?? [];
  return {
    attention: talk ? { daysSinceTalk: talk[1], cadenceDays, dataAsOf: talk[0] } : null,
    sentiment:
      feltOn && recent != null ? { recent, before: before ?? null, answers: answers!, dataAsOf: feltOn } : null,
    expectations: ratedOn ? { missed: missed!, rated: rated!, dataAsOf: ratedOn } : null,
    answers: askedOn ? { medianHours: hours ?? null, unanswered: unanswered!, dataAsOf: askedOn } : null,
    contacts: people
      ? { championsLeft: people[0], champions: people[1], active: people[2], dataAsOf: people[3] }
      : null,
  };
}

const SEVERITIES: readonly IssueSeverity[] = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];

/** Where a register is kept, nothing in it about a customer says that nothing was wrong; where none is, nothing is known. */
function issuesOf(row: IssueRow | null, newest: Day | undefined): Issues | null {
  if (newest === undefined) return null;
  const [open, worst, longestOpenDays, inYear, lastOn] = row ?? [0, null, 0, 0, null];
  const worstSeverity = worst === null ? null : SEVERITIES[worst - 1]!;
  return { open, worstSeverity, longestOpenDays, inYear, dataAsOf: lastOn ?? newest };
}

const served = (issues: Found["issues"], registers: Registers) => ({
  complaints: issuesOf(issues?.[0] ?? null, registers.COMPLAINT),
  failures: issuesOf(issues?.[1] ?? null, registers.FAILURE),
  staffing: issuesOf(issues?.[2] ?? null, registers.STAFFING),
});

function teamOf(found: Found["team"], asOf: Day) {
  if (!found) return { team: null, handovers: null };
  const [services, leaving, dataAsOf] = found;
  const since = addDays(asOf, -364);
  const inYear = handovers(services).filter(({ on }) => on >= since).length;
  return {
    team: { unassigned: unassignedRoles(services, asOf), leaving, dataAsOf },
    handovers: { inYear, dataAsOf },
  };
}

function committed({ due, voice }: Found) {
  return {
    due: due ? { daysToDue: due[0], inTalks: due[1], lastRenewal: due[2], dataAsOf: due[3] } : null,
    voice: voice
      ? {
          ...{ nps: voice[0], npsBefore: voice[1], csat: voice[2], daysSinceAnswer: voice[3] },
          ...{ competitor: voice[4], dataAsOf: voice[5] },
        }
      : null,
  };
}
