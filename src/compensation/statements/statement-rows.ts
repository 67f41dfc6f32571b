import { hash } from "node:crypto";
import type { Period } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { jsonText } from "../../kernel/json";
import { keyText, type Line, type PersonPay } from "../calc/line";
import { creditsOf } from "./calc/line-credits";
import { versionOf } from "../calc/version-key";

/** Rows as the tables have them, JSON as text. */
export interface StatementRow {
  readonly external_id: string;
  readonly rep_id: string;
  readonly input_hash: string;
  readonly exceptions: string;
}

export interface LineRow {
  readonly external_id: string;
  readonly rep_id: string;
  readonly position: number;
  readonly kind: string;
  readonly paid_kind: string;
  readonly plan_code: string | null;
  readonly plan_version: number | null;
  readonly component: string | null;
  readonly earning_code: string;
  readonly for_period_id: string;
  readonly event: string | null;
  readonly corrects_id: string | null;
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly trace: string;
}

export interface CreditRow {
  /** external id of the line */
  readonly line: string;
  readonly rep_id: string;
  readonly event: string;
  readonly customer_id: string | null;
  readonly credited_on: string;
  readonly credited_minor: bigint;
  readonly amount_minor: bigint;
  readonly currency: string;
}

export interface PersonRows {
  readonly statement: StatementRow;
  readonly lines: readonly LineRow[];
  readonly credits: readonly CreditRow[];
}

/** The period that is paid, and the keys of what lines and credits name. */
export interface PaidPeriod {
  readonly externalId: string;
  /** of periods, by their first day */
  readonly periods: ReadonlyMap<string, string>;
  /** of customers, by the company's own */
  readonly customers: ReadonlyMap<string, string>;
}

/** SHA-256 in hex. */
export const sha256 = (text: string): string => hash("sha256", text, "hex");

/**
 * A key made of what is paid, to whom and when: whoever calculates a period again comes to the same one.
 *
 * @param of names it among all that the person gets in the period
 */
const keyed = (prefix: string, period: PaidPeriod, repId: string, of = ""): string =>
  `${prefix}-${sha256(JSON.stringify([period.externalId, repId, of])).slice(0, 32)}`;

/** What one person is paid, as it is stored. */
export function rowsOf(period: PaidPeriod, repId: string, pay: PersonPay, inputHash: string): PersonRows {
  const lines = pay.lines.map((line, place) => lineRow(period, repId, line, place + 1));
  const credits = pay.lines.flatMap((line, place) => creditRows(period, lines[place]!, line));
  const statement = { external_id: keyed("statement", period, repId), rep_id: repId, input_hash: inputHash };
  return { statement: { ...statement, exceptions: jsonText(pay.exceptions) }, lines, credits };
}

// Written out member by member: a run makes hundreds of thousands of them, and one that is put together is slow to make.

function lineRow(period: PaidPeriod, repId: string, line: Line, position: number): LineRow {
  const [code, version] = line.plan === null ? [null, null] : versionOf(line.plan);
  return {
    external_id: keyed("line", period, repId, `${line.kind}|${line.currency}|${keyText(line)}`),
    rep_id: repId,
    position,
    kind: line.kind,
    paid_kind: line.of,
    plan_code: code,
    plan_version: version,
    component: line.component,
    earning_code: line.earningCode,
    for_period_id: keyOf(period, line.forPeriod),
    event: line.credit,
    corrects_id: line.corrects,
    amount_minor: line.amount,
    currency: line.currency,
    trace: jsonText(line.trace),
  };
}

const creditRows = ({ customers }: PaidPeriod, { external_id, rep_id, currency }: LineRow, line: Line): CreditRow[] =>
  creditsOf(line).map(({ credit, credited, amount }) => ({
    line: external_id,
    rep_id,
    event: credit.id,
    customer_id: credit.customer && must(customers.get(credit.customer), "a customer that credits name"),
    credited_on: credit.creditedOn,
    credited_minor: credited,
    amount_minor: amount,
    currency,
  }));

const keyOf = ({ periods }: PaidPeriod, { start }: Period): string =>
  must(periods.get(start), `a period of pay begins on ${start}`);
