import { minor, type Minor } from "../../../kernel/money";
import type { Line } from "../../calc/line";
import { payOf } from "../../calc/pay";
import type { PaidKind, PaidLine, PeriodInput, PersonInput } from "../../calc/person";
import type { Plans } from "../../calc/ready-plan";

/** Amounts by currency. */
export type Amounts = ReadonlyMap<string, Minor>;

/** What no plan decides, or what only moves pay from one period to the next. */
const LEFT_OUT: readonly PaidKind[] = ["ADJUSTMENT", "CARRIED_FORWARD", "BROUGHT_FORWARD"];

/**
 * What a person is paid in periods that follow each other, as if each had been paid by these plans and by what is known now:
 * holds, clawbacks, draws and balances go from one to the next, and what was really paid counts for nothing.
 *
 * @param person with the last of the periods, and those before it
 * @returns what the plans come to in all; adjustments by hand are left out
 */
export function paidInTurn(person: PersonInput, plans: Plans, isOf: (input: PeriodInput) => boolean): Amounts {
  const before: PeriodInput[] = [];
  const paid: PaidLine[] = [];
  for (const now of [...person.before, person.now].filter(isOf)) {
    const { lines } = payOf({ ...person, now, before: [...before], paid: [...paid], adjustments: [] }, plans);
    paid.push(...lines.map((line, at) => asPaid(line, now, `${now.period.start} ${at}`)));
    before.push(now);
  }
  return amountsOf(paid);
}

/** Of what was locked: what was paid in the periods and for them. */
export const paidWithin = ({ paid }: PersonInput, isWithin: (period: PaidLine["paidIn"]) => boolean): Amounts =>
  amountsOf(paid.filter((line) => isWithin(line.paidIn) && isWithin(line.forPeriod)));

function amountsOf(lines: readonly PaidLine[]): Amounts {
  const sums = new Map<string, Minor>();
  for (const { of, currency, amount } of lines) {
    if (!LEFT_OUT.includes(of)) sums.set(currency, minor((sums.get(currency) ?? 0n) + amount));
  }
  return sums;
}

const asPaid = (line: Line, { period }: PeriodInput, id: string): PaidLine => ({
  ...{ id, externalId: id, plan: line.plan, component: line.component, of: line.of, forPeriod: line.forPeriod },
  ...{
    credit: line.credit,
    paidIn: period,
    earningCode: line.earningCode,
    amount: line.amount,
    currency: line.currency,
  },
});
