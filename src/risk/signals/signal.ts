import type { Day } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import type { LapseRule } from "../../value/calc/lapse";
import type { RiskDimension, SignalCode } from "./calc/signal-code";

export type Relationship = "CONTRACT" | "REPEAT_PURCHASE";
export type IssueSeverity = "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";

/** When the newest fact behind a figure happened. */
interface Fresh {
  readonly dataAsOf: Day;
}

/** Issues of one kind. */
export interface Issues extends Fresh {
  readonly open: number;
  /** of the open ones; null when none is open, or none says how bad it is */
  readonly worstSeverity: IssueSeverity | null;
  /** 0 when none is open */
  readonly longestOpenDays: number;
  /** opened in the last 365 days */
  readonly inYear: number;
}

/**
 * What is known of one customer as of a day, those merged into it included. A member is null when nothing is known: missing
 * is missing, never zero. Days are counted to asOf, never to the clock. All windows end with asOf itself.
 */
export interface RiskFacts {
  readonly customerId: string;
  readonly segment: string | null;
  readonly relationship: Relationship;
  /** days on which it bought; usualGapDays is the median between them, null with fewer than the definition asks for */
  readonly rhythm:
    | (Fresh & {
        readonly lastBoughtOn: Day;
        readonly daysSilent: number;
        readonly usualGapDays: number | null;
        readonly purchases: number;
      })
    | null;
  /** bought less refunds in the last 90 days, and in the same 90 days a year before */
  readonly spend:
    (Fresh & { readonly recentMinor: Minor; readonly seasonBeforeMinor: Minor; readonly currency: string }) | null;
  /** series bought in the last 365 days, and in the 365 before; dropped: in those before only */
  readonly breadth:
    (Fresh & { readonly series: number; readonly seriesBefore: number; readonly dropped: readonly string[] }) | null;
  /** since the last two-way interaction; the cadence of its segment */
  readonly attention: (Fresh & { readonly daysSinceTalk: number; readonly cadenceDays: number }) | null;
  /** championsLeft: within 365 days; champions: those still there; active: all contacts still there */
  readonly contacts:
    (Fresh & { readonly championsLeft: number; readonly champions: number; readonly active: number }) | null;
  /** changes of rep in a role within 365 days; daysSinceNewLead: since the last of them in ACCOUNT_MANAGER or SALES */
  readonly handovers: (Fresh & { readonly inYear: number; readonly daysSinceNewLead: number | null }) | null;
  /** mean −2…2 of the last 90 days, and of the 180 before; answers: how many make the recent one */
  readonly sentiment:
    (Fresh & { readonly recent: number; readonly before: number | null; readonly answers: number }) | null;
  /** complaints and service risks */
  readonly complaints: Issues | null;
  readonly failures: Issues | null;
  readonly staffing: Issues | null;
  /** what it asked in the last 90 days; null median when nothing of it was answered */
  readonly answers: (Fresh & { readonly medianHours: number | null; readonly unanswered: number }) | null;
  /** of the expectations rated in the last 180 days */
  readonly expectations: (Fresh & { readonly missed: number; readonly rated: number }) | null;
  /** roles that somebody held and nobody holds now, and reps who served it and left the company within 90 days */
  readonly team: (Fresh & { readonly unassigned: readonly string[]; readonly leaving: number }) | null;
  /** of the contract in force that ends first; daysToDue is negative when it is overdue */
  readonly due:
    | (Fresh & {
        readonly daysToDue: number;
        readonly inTalks: boolean;
        readonly lastRenewal: "ON_TIME" | "LATE" | "REDUCED" | null;
      })
    | null;
  /** (amount − cost) ÷ amount of the lines of the last 180 days, and of the 365 before */
  readonly margin: (Fresh & { readonly recent: number; readonly before: number | null }) | null;
  /** of the last 365 days; profit is before the cost to serve */
  readonly cost:
    (Fresh & { readonly costToServeMinor: Minor; readonly profitMinor: Minor; readonly currency: string }) | null;
  /** mean discount of lines, 0…1, weighed by amount: of the last 180 days, and of the 365 before */
  readonly discount: (Fresh & { readonly recent: number; readonly before: number | null }) | null;
  /**
   * latest answers of the last 365 days (NPS 0…10, CSAT 1…5), the NPS before them, and the days of the latest; daysSinceAnswer is null for who never
   * answered; competitor: named to us within 180 days
   */
  readonly voice:
    | (Fresh & {
        readonly nps: number | null;
        readonly npsBefore: number | null;
        readonly npsOn: Day | null;
        readonly csat: number | null;
        readonly csatOn: Day | null;
        readonly daysSinceAnswer: number | null;
        readonly competitor: boolean;
      })
    | null;
  /**
   * score 0…100 (100: most at risk) of the latest review by a trained person that still speaks; the dimension that it found
   * worst, null when it found nothing wrong; who filed it
   */
  readonly diagnosis: {
    readonly score: number;
    readonly on: Day;
    readonly worstDimension: RiskDimension | null;
    readonly worstScore: number | null;
    readonly reviewerId: string;
  } | null;
}

/** What of the risk model and of the retention definition a signal goes by, for the customer's segment. */
export interface SignalSettings {
  readonly lapse: LapseRule;
  /** the risk model's own cadence of the segment; null: the definition's, which the facts carry */
  readonly cadenceDays: number | null;
}

/** What a signal says of a customer. */
export interface Judgement {
  /** 0…1; 0: nothing to worry about */
  readonly severity: number;
  /** one sentence that quotes the customer's own figures */
  readonly evidence: string;
  readonly dataAsOf: Day;
}

/** One aspect of a customer that foretells whether it leaves. */
export interface Signal {
  readonly code: SignalCode;
  readonly dimension: RiskDimension;
  /** what it looks at and how severe it takes it, as the graph tells it */
  readonly description: string;
  /** of customers of this relationship only: of others it is not missing, it does not apply */
  readonly only?: Relationship;
  /** said only where somebody says it: nobody misses it where it is not there */
  readonly extra?: true;
  /** null without data: missing is missing, never zero */
  judge(facts: RiskFacts, settings: SignalSettings): Judgement | null;
}
