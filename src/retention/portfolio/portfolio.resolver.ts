import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { keyOf } from "../../platform/plan/read";
import { RepType } from "../../records/reps/rep.type";
import { TeamType } from "../../records/teams/team.type";
import { CompanyType } from "../company/company.type";
import { checkSubtree } from "../policy";
import { BookScope } from "../scorecards/scorecard.type";
import { isTeamVisible } from "../visible-teams.queries";
import { changeSince, driversOf, type Portfolio, portfolioOf } from "./portfolio.loader";
import { PortfolioChangeType, PortfolioDriverType, PortfolioType } from "./portfolio.type";

const AS_OF = { nullable: true, description: "The day to look at; today when it is not given." };
const MOST_DRIVERS = 50;

@Resolver(() => CompanyType)
export class CompanyPortfolioResolver {
  @FieldResolver(() => PortfolioType, {
    nullable: true,
    description: "All customers by how much of their value is at risk; null before all were assessed once.",
  })
  portfolio(
    @Arg("asOf", () => GraphQLDay, AS_OF) asOf: Day | null,
    @Ctx() context: Context,
  ): Promise<Portfolio | null> {
    return portfolioOf(context, { kind: "COMPANY" }, asOf ?? context.today);
  }
}

@Resolver(() => TeamType)
export class TeamPortfolioResolver {
  @FieldResolver(() => PortfolioType, {
    nullable: true,
    description:
      "The customers whom somebody of the team serves; null unless you see somebody who is in it today, and when none of them was assessed by then.",
  })
  async portfolio(
    @Arg("asOf", () => GraphQLDay, AS_OF) asOf: Day | null,
    @Root() team: object,
    @Ctx() context: Context,
  ): Promise<Portfolio | null> {
    const id = keyOf(team);
    return (await isTeamVisible(context, id))
      ? portfolioOf(context, { kind: "TEAM", id }, asOf ?? context.today)
      : null;
  }
}

@Resolver(() => RepType)
export class RepPortfolioResolver {
  @FieldResolver(() => PortfolioType, {
    nullable: true,
    description:
      "The customers whom the rep, or anybody below it, serves; null when you may not see the rep, and when none of them was assessed by then.",
  })
  portfolio(
    @Arg("scope", () => BookScope, { defaultValue: BookScope.OWN, description: "Whose customers." }) scope: BookScope,
    @Arg("asOf", () => GraphQLDay, AS_OF) asOf: Day | null,
    @Root() rep: object,
    @Ctx() context: Context,
  ): Promise<Portfolio | null> {
    if (scope === "SUBTREE") checkSubtree(context.viewer);
    return portfolioOf(context, { kind: scope === "OWN" ? "REP" : "SUBTREE", id: keyOf(rep) }, asOf ?? context.today);
  }
}

@Resolver(() => PortfolioType)
export class PortfolioResolver {
  @FieldResolver(() => [PortfolioDriverType], {
    description: "The signals that account for the most value at risk, the heaviest first.",
  })
  drivers(
    @Arg("first", () => Int, { defaultValue: 5, description: "How many, 0 to 50." }) first: number,
    @Root() portfolio: Portfolio,
  ): PortfolioDriverType[] {
    if (first < 0 || first > MOST_DRIVERS) throw refusal("BAD_USER_INPUT", `first: pass 0 to ${MOST_DRIVERS}.`);
    return driversOf(portfolio, first);
  }

  @FieldResolver(() => PortfolioChangeType, {
    nullable: true,
    description:
      "What changed against another day, who served then being counted there; null when nobody was assessed by that day, or in another currency.",
  })
  change(
    @Arg("since", () => GraphQLDay, { description: "The day to compare with." }) since: Day,
    @Root() portfolio: Portfolio,
    @Ctx() context: Context,
  ): Promise<PortfolioChangeType | null> {
    return changeSince(context, portfolio, since);
  }
}
