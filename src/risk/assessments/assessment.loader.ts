import { daysBetween, type Day } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { formatAmount, type Minor } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { listPage } from "../../platform/plan/list-page";
import { assessCustomers } from "./assess-customers";
import type { Assessed } from "./calc/assessed";
import type { RiskAssessmentType } from "./assessment.type";
import { assessmentHistory, assessmentsOn } from "./stored.queries";

/** How at risk a customer is: as it was stored of the day, else computed now. Null: not enough history, gone, or merged by then. */
export async function riskOf(context: Context, customer: string, asOf: Day): Promise<ShownAssessment | null> {
  const found = await batched(context, `risk ${asOf}`, customer, async (customers) => {
    const stored = await assessmentsOn(context, asOf, customers);
    const known = new Map(stored.map((one) => [one.customerId, one]));
    const missing = customers.filter((one) => !known.has(one));
    const { assessed } = missing.length > 0 ? await assessCustomers(context, asOf, missing) : { assessed: [] };
    return new Map([...known, ...assessed.map((one) => [one.customerId, one] as const)]);
  });
  return found && shown(found);
}

const DAY_ONE = "0001-01-01" as Day;

/** A page of what was stored of a customer, the latest first. */
export async function riskHistoryOf(
  context: Context,
  customer: string,
  page: PageArgs,
): Promise<Connection<ShownAssessment>> {
  const found = await batched(context, "riskHistory", customer, async (customers) =>
    groupBy(await assessmentHistory(context, customers), ({ customerId }) => customerId),
  );
  const placeOf = ({ asOf, customerId }: Assessed) => ({ value: BigInt(daysBetween(DAY_ONE, asOf)), id: customerId });
  const { edges, ...rest } = listPage({ name: "RiskAssessment", rows: found ?? [], placeOf }, page, "riskHistory");
  return { ...rest, edges: edges.map(({ cursor, node }) => ({ cursor, node: shown(node) })) };
}

/** Its fit and what overrides it are asked for by their keys. */
export type ShownAssessment = Omit<RiskAssessmentType, "riskFit"> & Pick<Assessed, "riskFitId" | "overrideId">;

function shown({ annualValueMinor, valueAtRiskMinor, currency, drivers, ...assessed }: Assessed): ShownAssessment {
  const told = (amount: Minor): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);
  return {
    ...assessed,
    ...{ annualValue: told(annualValueMinor), valueAtRisk: told(valueAtRiskMinor), drivers: [...drivers] },
  };
}
