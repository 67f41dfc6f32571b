import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { batched } from "../../platform/graphql/batch";
import type { Connection } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { keyOf } from "../../platform/plan/read";
import { RepType } from "../../records/reps/rep.type";
import { TeamType } from "../../records/teams/team.type";
import { AtRiskArgs, atRiskPage } from "../../risk/assessments/at-risk.args";
import { type CustomerAtRisk, customersAtRisk } from "../../risk/assessments/at-risk.queries";
import { CustomerAtRiskConnection } from "../../risk/assessments/at-risk.type";
import { CompanyType } from "../company/company.type";
import { BookScope } from "../scorecards/scorecard.type";
import type { RepsOf } from "../scorecards/subject";
import { servedAtRisk } from "./at-risk.queries";

@Resolver(() => CompanyType)
export class CompanyAtRiskResolver {
  @FieldResolver(() => CustomerAtRiskConnection, {
    nullable: true,
    description: "The customers that you see and that may leave, the one with the most value at risk first.",
  })
  async atRisk(@Args() asked: AtRiskArgs, @Ctx() context: Context): Promise<Connection<CustomerAtRisk>> {
    const { bands, segment = null, asOf } = asked;
    return atRiskPage(await customersAtRisk(context, { bands, segment }, asOf ?? context.today), asked, "atRisk");
  }
}

@Resolver(() => TeamType)
export class TeamAtRiskResolver {
  @FieldResolver(() => CustomerAtRiskConnection, {
    nullable: true,
    description:
      "The customers that you see, that somebody of the team serves on the day asOf and that may leave, the one with the most value at risk first.",
  })
  atRisk(
    @Args() asked: AtRiskArgs,
    @Root() team: object,
    @Ctx() context: Context,
  ): Promise<Connection<CustomerAtRisk>> {
    return pageOf(context, "TEAM", keyOf(team), asked);
  }
}

@Resolver(() => RepType)
export class RepAtRiskResolver {
  @FieldResolver(() => CustomerAtRiskConnection, {
    nullable: true,
    description:
      "The customers that you see, that the rep, or anybody below it, serves on the day asOf and that may leave, the one with the most value at risk first; null when you may not see the rep.",
  })
  atRisk(
    @Args() asked: AtRiskArgs,
    @Arg("scope", () => BookScope, { defaultValue: BookScope.OWN, description: "Whose customers." }) scope: BookScope,
    @Root() rep: object,
    @Ctx() context: Context,
  ): Promise<Connection<CustomerAtRisk>> {
    return pageOf(context, scope === "OWN" ? "REP" : "SUBTREE", keyOf(rep), asked);
  }
}

/** One statement for all subjects of a kind that are asked the same. */
async function pageOf(
  context: Context,
  kind: RepsOf,
  subject: string,
  asked: AtRiskArgs,
): Promise<Connection<CustomerAtRisk>> {
  const { bands, segment = null } = asked;
  const asOf = asked.asOf ?? context.today;
  const name = JSON.stringify(["atRisk", kind, bands, segment, asOf]);
  const rows = await batched(context, name, subject, (subjects) =>
    servedAtRisk(context, kind, subjects, { bands, segment }, asOf),
  );
  return atRiskPage(rows ?? [], asked, "atRisk");
}
