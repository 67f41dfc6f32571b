import type { Period } from "../../kernel/calendar";
import type { PaidLine } from "../calc/person";
import type { Plans } from "../calc/ready-plan";
import type { Span } from "./calc/spans";
import type { Leave } from "./leaves.queries";
import type { Membership } from "./memberships.queries";
import type { Person } from "./people.queries";
import type { RateInto } from "./rates";

/** What is known of people across all periods, each by the person. */
export interface Known {
  readonly plans: Plans;
  readonly people: readonly Person[];
  /** everybody's, whoever is asked about: pools are shared */
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  readonly teams: ReadonlyMap<string, readonly Membership[]>;
  readonly leaves: ReadonlyMap<string, readonly Leave[]>;
  readonly paid: ReadonlyMap<string, readonly PaidLine[]>;
  readonly rateInto: RateInto;
}

export const NONE: readonly never[] = [];

/** Whether something was paid for a period: what is not there any more is taken back. */
export const isPaidFor = (lines: readonly PaidLine[], { start }: Period): boolean =>
  lines.some(({ forPeriod }) => forPeriod.start === start);
