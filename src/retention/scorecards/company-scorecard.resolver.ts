import { Args, Ctx, FieldResolver, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { CompanyType } from "../company/company.type";
import { type Scorecard, scorecardOf } from "./scorecard";
import { ScorecardOptions, ScorecardType } from "./scorecard.type";

@Resolver(() => CompanyType)
export class CompanyScorecardResolver {
  @FieldResolver(() => ScorecardType, {
    nullable: true,
    description:
      "How the company keeps its customers, each counted whole whoever serves it: `role` changes nothing. Null when it cannot be told, and the error says why.",
  })
  scorecard(@Args() options: ScorecardOptions, @Ctx() context: Context): Promise<Scorecard> {
    return scorecardOf(context, { kind: "COMPANY" }, options);
  }

  @FieldResolver(() => ScorecardType, {
    nullable: true,
    description:
      "How customers fare whom nobody serves in a role, and the parts that nobody holds: per role, reps and house are the company. Null when it cannot be told, and the error says why.",
  })
  house(@Args() options: ScorecardOptions, @Ctx() context: Context): Promise<Scorecard> {
    return scorecardOf(context, { kind: "HOUSE" }, options);
  }
}
