import { broken } from "../../kernel/invariant";
import { minor } from "../../kernel/money";
import { carriedOver } from "./balance";
import { drawLines } from "./draw";
import { inOrder } from "./in-order";
import { type Exception, type Line, LINE_KINDS, type PersonPay, type Total } from "./line";
import type { Fates } from "./per-credit";
import { addLinesOf } from "./period-lines";
import type { Adjustment, CustomerFate, PersonInput } from "./person";
import { differences } from "./prior-period";
import { type Plans, readyOf } from "./ready-plan";
import { isPaidIn, isSettling, sumOf } from "./settled";

/**
 * What one person is paid in one period.
 *
 * The period and all before it that were given are computed as they are known now; what was paid before under the same key is
 * taken off. Then come adjustments, draws and the carried balance. The same facts give the same lines, in whatever order they
 * are told; once its lines are paid, the same again pays nothing. Source: domain §5.
 *
 * @param plans every version that an enrolment or a locked line names
 */
export function payOf(person: PersonInput, plans: Plans): PersonPay {
  const { now, before, repId } = person;
  const fates = fatesOf(person);
  const should: Line[] = [];
  const exceptions: Exception[] = [];
  for (const period of before) addLinesOf(period, repId, plans, fates, { lines: should, exceptions: [] });
  addLinesOf(now, repId, plans, fates, { lines: should, exceptions });
  for (const adjustment of inOrder(person.adjustments, ({ externalId }) => externalId)) {
    should.push(adjusted(adjustment, person));
  }
  const lines = differences(should, person.paid, now, before);
  const totals = currenciesOf(person, lines, plans).map((currency) => settle(person, plans, currency, lines));
  return { lines: inOrderOfStatement(lines), totals, exceptions };
}

/** Adds what makes the total of a currency payable: draws, their recovery, and what is carried. */
function settle(person: PersonInput, plans: Plans, currency: string, lines: Line[]): Total {
  const paidBefore = person.paid.filter((line) => line.currency === currency && isPaidIn(line, person.now.period));
  let own = 0n;
  for (const line of lines) if (line.currency === currency) own += line.amount;
  const earned = minor(own + sumOf(paidBefore.filter((line) => !isSettling(line))));
  const draws = drawLines(person, plans, currency, earned);
  const isDraw = ({ of }: { readonly of: string }): boolean => of === "DRAW" || of === "DRAW_RECOVERY";
  const drawn = sumOf(draws);
  const total = minor(earned + drawn + sumOf(paidBefore.filter(isDraw)));
  const { lines: balance, carried } = carriedOver(person, currency, total);
  lines.push(...draws);
  lines.push(...balance);
  return { currency, amount: minor(own + drawn + sumOf(balance)), carried };
}

/** Of the plans, of what is paid, and of what was carried; in order. */
function currenciesOf({ now, paid }: PersonInput, lines: readonly Line[], plans: Plans): string[] {
  const currencies: string[] = [];
  const add = (currency: string): void => {
    if (currency !== currencies[0] && !currencies.includes(currency)) currencies.push(currency);
  };
  for (const { plan } of now.enrolments) add(readyOf(plan, plans).plan.currency);
  for (const { currency } of lines) add(currency);
  for (const { currency } of paid) add(currency);
  return currencies.sort();
}

function adjusted({ externalId, amount, currency, earningCode, reason }: Adjustment, { now }: PersonInput): Line {
  const key = { plan: null, component: null, of: "ADJUSTMENT", forPeriod: now.period, credit: externalId } as const;
  const trace = { kind: "ADJUSTMENT", adjustment: externalId, amount, reason } as const;
  return { ...key, kind: "ADJUSTMENT", earningCode, amount, currency, corrects: null, trace };
}

function fatesOf({ customers, now, leftOn }: PersonInput): Fates {
  let byId: Map<string, CustomerFate> | null = null;
  return {
    of(customer) {
      if (byId === null) {
        byId = new Map();
        for (const fate of customers) byId.set(fate.customer, fate);
      }
      const fate = byId.get(customer);
      if (!fate) throw broken(`nothing is known of customer ${customer}, whose pay may be taken back`);
      return fate;
    },
    end: now.period.end,
    leftOn,
  };
}

/** By kind; within a kind as they were computed. */
function inOrderOfStatement(lines: readonly Line[]): Line[] {
  const ordered: Line[] = [];
  for (const kind of LINE_KINDS) {
    if (ordered.length === lines.length) break;
    for (const line of lines) if (line.kind === kind) ordered.push(line);
  }
  return ordered;
}
