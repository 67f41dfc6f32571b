import { addDays, type Day } from "../../kernel/calendar";
import { formatAmount, type Minor } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { reportingCurrency } from "../../value/currency/conversion";
import { definitionOn } from "../../value/definitions/definition.queries";
import { hearCustomers } from "../assessments/hear-customers";
import { cadenceOf } from "../models/calc/risk-model";
import { riskModelOn } from "../models/risk-model.queries";
import type { RiskFacts, SignalSettings } from "../signals/signal";
import type { RiskFactsType } from "./risk-facts.type";

/** What its signals are told by, read anew. Null: merged into another by then. */
export function factsPageOf(context: Context, customer: string, asOf: Day): Promise<RiskFactsType | null> {
  return batched(context, `riskFacts ${asOf}`, customer, async (customers) => {
    const [model, definition] = await Promise.all([riskModelOn(context, asOf), definitionOn(context, asOf)]);
    const currency = await reportingCurrency(context, definition);
    const known = await hearCustomers(context, asOf, { model, definition, currency, ratesOn: asOf }, customers);
    return new Map(
      Array.from(known, ({ facts }) => {
        const settings = { lapse: definition.lapse, cadenceDays: cadenceOf(model, facts.segment) };
        return [facts.customerId, pageOf(facts, settings, asOf)];
      }),
    );
  });
}

/** Facts as the graph shows them, beside what of the settings their evidence quotes. */
export function pageOf(facts: RiskFacts, { lapse, cadenceDays }: SignalSettings, asOf: Day): RiskFactsType {
  const { rhythm, spend, breadth, attention, team, due, cost } = facts;
  const { timesUsualGap, lapseDays } = lapse;
  return {
    ...{ ...facts, asOf },
    rhythm: rhythm && { ...rhythm, timesUsualGap, lapseDays },
    spend: spend && {
      ...{ dataAsOf: spend.dataAsOf, recent: amount(spend.recentMinor, spend.currency) },
      seasonBefore: amount(spend.seasonBeforeMinor, spend.currency),
    },
    breadth: breadth && { ...breadth, dropped: [...breadth.dropped] },
    attention: attention && { ...attention, cadenceDays: cadenceDays ?? attention.cadenceDays },
    team: team && { ...team, unassigned: [...team.unassigned] },
    due: due && { ...due, dueOn: addDays(asOf, due.daysToDue) },
    cost: cost && {
      ...{ dataAsOf: cost.dataAsOf, costToServe: amount(cost.costToServeMinor, cost.currency) },
      profit: amount(cost.profitMinor, cost.currency),
    },
  };
}

const amount = (minor: Minor, currency: string): MoneyType => MoneyType.of(formatAmount(minor, currency), currency);
