import { addDays, type Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { buyersAsOf } from "../../value/models/buyers.queries";
import type { PurchaseHistory } from "../../value/models/calc/bg-nbd";
import { type Buyer, historyOf } from "../../value/models/calc/buyer";
import { assessmentOf } from "../assessments/calc/assessment";
import { type Ground, hearCustomers, type HeardCustomer } from "../assessments/hear-customers";
import { isThere } from "./calc/readings";

/** A customer that was there on a day, with enough history to be assessed. */
export interface Seen extends HeardCustomer {
  /** by the weights, 0…100 */
  readonly score: number;
  /** what it had bought order by order by the day; null under contract */
  readonly history: PurchaseHistory | null;
  /** whether it bought within the horizon after the day, as far as that is known */
  readonly boughtAfter: boolean;
}

/** The company as it was on a day. */
export interface Look {
  readonly on: Day;
  readonly seen: readonly Seen[];
  /** of everybody who had bought order by order by the day, those gone as well */
  readonly histories: readonly PurchaseHistory[];
}

/**
 * Looks at all customers as of a day gone by; only `boughtAfter` knows of what came later.
 *
 * @throws FX_RATE_MISSING
 */
export async function lookAt(context: Context, on: Day, ground: Ground): Promise<Look> {
  const { model, definition } = ground;
  const [customers, buyers] = await Promise.all([
    hearCustomers(context, on, ground, null),
    buyersAsOf(context, on, addDays(on, model.horizonDays), null),
  ]);
  const byId = new Map<string, Buyer>(buyers.map((buyer) => [buyer.customerId, buyer]));
  const seen = [...customers].flatMap((customer): Seen[] => {
    const { facts, annualValueMinor, heard } = customer;
    const assessment = isThere(facts, annualValueMinor, definition.lapse) ? assessmentOf(heard, model, null) : null;
    const buyer = facts.relationship === "REPEAT_PURCHASE" ? byId.get(facts.customerId) : undefined;
    if (assessment === null || (facts.relationship === "REPEAT_PURCHASE" && !buyer)) return [];
    const history = buyer ? historyOf(buyer) : null;
    return [{ ...customer, score: assessment.score, history, boughtAfter: buyer?.boughtAfter ?? false }];
  });
  return { on, seen, histories: buyers.map(historyOf) };
}
