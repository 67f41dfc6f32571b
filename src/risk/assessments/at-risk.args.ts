import { ArgsType, Field } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { listPage } from "../../platform/plan/list-page";
import type { RiskBand as Band } from "../models/calc/risk-model";
import { RiskBand } from "./assessment.type";
import type { CustomerAtRisk } from "./at-risk.queries";

/** Which customers a list of those at risk shows. */
@ArgsType()
export class AtRiskArgs extends PageArgs {
  @Field(() => [RiskBand], { defaultValue: ["AT_RISK", "CRITICAL"], description: "In which bands." })
  bands: Band[];

  @Field(() => String, { nullable: true, description: "Of this segment only." })
  segment?: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "Up to this day; today when it is not given." })
  asOf?: Day | null;
}

/** A page of them, the one with the most value at risk first. */
export function atRiskPage(rows: readonly CustomerAtRisk[], page: PageArgs, field: string): Connection<CustomerAtRisk> {
  const placeOf = (row: CustomerAtRisk) => ({ value: row.valueAtRiskMinor, id: row.customerId });
  return listPage({ name: "CustomerAtRisk", rows, placeOf }, page, field);
}
