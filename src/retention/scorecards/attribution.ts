import { addDays, type Day, lastDayOf } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import type { Context } from "../../platform/graphql/context";
import { wonDays } from "../../value/won-days.queries";
import { bookApprovals } from "../credit/book-approvals.queries";
import type { Attribution } from "../credit/calc/book";
import { daysOfExclusion, excludesLost } from "../credit/calc/exclusion";
import { asksForReasons } from "../credit/calc/removal";
import { lossesOf } from "./loss-days";
import type { Question } from "./question";

interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** The days on which a rule looks at who holds a customer, both included. The last one decides who reports to whom. */
export function daysOfCredit({ rule, period, asOf }: Question): Days {
  const opening = addDays(period.start, -1);
  if (rule === "AT_OPENING") return { from: opening, to: opening };
  const last = lastDayOf(period);
  return { from: period.start, to: last < asOf ? last : asOf };
}

/** The days whose holdings are read: those, and what the policy needs to say who is excluded. */
export function daysRead(question: Question): Days {
  const credit = daysOfCredit(question);
  const exclusion = daysOfExclusion(question.policy, question.period);
  if (exclusion === null) return credit;
  const to = exclusion.to < question.asOf ? exclusion.to : question.asOf;
  return { from: exclusion.from < credit.from ? exclusion.from : credit.from, to };
}

/**
 * By what customers are given to books. What a policy does not ask for is not fetched: by the published one, only losses,
 * and those only at closing.
 *
 * @param customers null for everybody
 */
export async function attributionOf(
  context: Context,
  question: Question,
  customers: readonly string[] | null,
): Promise<Attribution> {
  const { rule, period, asOf, policy } = question;
  const lost = excludesLost(policy);
  const nothing = Promise.resolve([]);
  const [losses, approvals] = await Promise.all([
    lost || rule === "AT_CLOSING" ? lossesOf(context, question, customers) : nothing,
    lost || asksForReasons(policy, rule) ? bookApprovals(context, customers, asOf) : nothing,
  ]);
  const inherited = policy.inheritedGraceDays > 0;
  return {
    ...{ rule, period, asOf, policy },
    losses: new Map(losses.map((loss) => [loss.customerId, loss])),
    wonOn: inherited
      ? await wonDays(
          context,
          losses.map(({ customerId }) => customerId),
          asOf,
        )
      : new Map(),
    approvals: groupBy(approvals, ({ customerId }) => customerId),
  };
}
