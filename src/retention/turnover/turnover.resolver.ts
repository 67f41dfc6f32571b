import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Day, Period } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { formatAmount, type Minor } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { planReference } from "../../platform/plan/island";
import { keyOf } from "../../platform/plan/read";
import { TeamType } from "../../records/teams/team.type";
import { RetentionDefinitionType } from "../../value/definitions/definition.type";
import { CompanyType } from "../company/company.type";
import { knownPeriod } from "../known-period";
import { isTeamVisible } from "../visible-teams.queries";
import { type LossDimension as Dimension, lossGroups, valueOf } from "./calc/loss-groups";
import { type TurnoverPart, type TurnoverReport, turnoverReport } from "./calc/turnover";
import { TurnoverArgs } from "./turnover.args";
import { type Losses, lossesOf, lossesOfTeam, staysInCompany, staysInTeams } from "./turnover.queries";
import { LossDimension, LossGroupType, TurnoverPartType, TurnoverType } from "./turnover.type";

/** What the fields below are computed from. */
interface Part extends TurnoverPartType {
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly facts: TurnoverPart;
  readonly currency: string;
}

export interface Report extends TurnoverType {
  readonly asOf: Day;
  readonly whole: Part;
  readonly definitionId: string;
  /** null: the whole company's */
  readonly teamId: string | null;
}

@Resolver(() => CompanyType)
export class CompanyTurnoverResolver {
  @FieldResolver(() => TurnoverType, {
    nullable: true,
    description: "Customers and reps the company lost; null when it cannot be told, and the error says why.",
  })
  async turnover(@Args() { period, by, asOf }: TurnoverArgs, @Ctx() context: Context): Promise<Report> {
    const day = asOf ?? context.today;
    const known = knownPeriod(period, day, by);
    const [lost, stays] = await Promise.all([lossesAt(context, known, day), staysInCompany(context, day)]);
    return shown(lost, turnoverReport(known, by, lost.losses, stays), day, null);
  }
}

@Resolver(() => TeamType)
export class TeamTurnoverResolver {
  @FieldResolver(() => TurnoverType, {
    nullable: true,
    description:
      "Customers lost whom somebody of the team served on the loss day, and the team's reps who left the company; null unless you see somebody who is in it today.",
  })
  async turnover(
    @Args() { period, by, asOf }: TurnoverArgs,
    @Root() team: object,
    @Ctx() context: Context,
  ): Promise<Report | null> {
    const key = keyOf(team);
    if (!(await isTeamVisible(context, key))) return null;
    const day = asOf ?? context.today;
    const known = knownPeriod(period, day, by);
    const [lost, stays] = await Promise.all([
      lossesAt(context, known, day),
      batched(context, `staysInTeams ${day}`, key, (keys) => staysInTeams(context, keys, day)),
    ]);
    return shown(lost, turnoverReport(known, by, lossesOfTeam(lost.losses, key), stays ?? []), day, key);
  }
}

@Resolver(() => TurnoverType)
export class TurnoverDefinitionResolver {
  @FieldResolver(() => RetentionDefinitionType, {
    description: "What lost means: in effect on the period's first day.",
  })
  async definition(
    @Root() { definitionId }: Report,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const definition = await planReference(context, info, "RetentionDefinition", definitionId);
    return must(definition, "versions are never deleted");
  }
}

@Resolver(() => TurnoverPartType)
export class LossGroupsResolver {
  @FieldResolver(() => [LossGroupType], {
    description: "The lost customers by what they have in common, most value first.",
  })
  losses(
    @Arg("by", () => LossDimension, { description: "What they have in common." }) by: Dimension,
    @Root() { facts, currency }: Part,
  ): LossGroupType[] {
    return lossGroups(facts.losses, by).map(({ valueMinor, ...group }) => ({
      ...group,
      valueLost: money(valueMinor, currency),
    }));
  }
}

/** The losses of the whole company: asked for once, whichever teams they are shown for. */
const lossesAt = async (context: Context, period: Period, asOf: Day): Promise<Losses> => {
  const name = `losses ${period.start} ${period.end} ${asOf}`;
  const lost = await batched(context, name, "", async () => new Map([["", await lossesOf(context, period, asOf)]]));
  return must(lost, "the losses of a period can always be told");
};

const money = (amount: Minor, currency: string): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);

function shown(
  { definition, currency }: Losses,
  { whole, parts }: TurnoverReport,
  asOf: Day,
  teamId: string | null,
): Report {
  const part = (facts: TurnoverPart): Part => ({
    ...{ facts, currency, startsOn: facts.period.start, endsOn: facts.period.end, reps: facts.reps },
    ...{ lost: facts.losses.length, valueLost: money(valueOf(facts.losses), currency) },
  });
  return { asOf, teamId, currency, definitionId: definition.id, whole: part(whole), parts: parts.map(part) };
}
