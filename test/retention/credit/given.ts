import type { Day, Period } from "../../../src/kernel/calendar";
import type { Attribution } from "../../../src/retention/credit/calc/book";
import type { BookApproval, BookApprovalKind } from "../../../src/retention/credit/calc/book-approval";
import type { Holding } from "../../../src/retention/credit/calc/claims";
import { PUBLISHED } from "./published";

export const day = (text: string): Day => text as Day;
export const PERIOD: Period = { start: day("2026-01-01"), end: day("2026-04-01") };

/** Of customer 1. */
export const holding = (repId: string, startsOn: string, endsOn: string | null, share = 10_000): Holding => ({
  ...{ customerId: "1", repId, externalId: `r${repId}`, role: "ACCOUNT_MANAGER", share, endedOfItself: false },
  startsOn: day(startsOn),
  endsOn: endsOn === null ? null : day(endsOn),
});

export const approval = (kind: BookApprovalKind, repId: string, on: string): BookApproval => ({
  ...{ customerId: "1", repId, role: "ACCOUNT_MANAGER", kind, on: day(on) },
});

/** By the published policy, and nothing more known. */
export const attribution = (said: Partial<Attribution> = {}): Attribution => ({
  ...{ rule: "AT_OPENING", period: PERIOD, asOf: day("2026-12-31"), policy: PUBLISHED },
  ...{ losses: new Map(), wonOn: new Map(), approvals: new Map() },
  ...said,
});
