import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { addDays, type Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { formatAmount, type Minor } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import { MoneyType } from "../../platform/graphql/money.type";
import { planReference } from "../../platform/plan/island";
import { keyOf } from "../../platform/plan/read";
import { RepType } from "../../records/reps/rep.type";
import { TeamType } from "../../records/teams/team.type";
import { RetentionDefinitionType } from "../../value/definitions/definition.type";
import { CompanyType } from "../company/company.type";
import { checkSubtree } from "../policy";
import { BookScope } from "../scorecards/scorecard.type";
import { isTeamVisible } from "../visible-teams.queries";
import { chances, type ForecastHorizon, renewalForecast } from "./calc/renewal-forecast";
import { BookForecastArgs, ForecastArgs } from "./forecast.args";
import { type BookOwner, customersOf, type ForecastFacts, forecastFacts } from "./forecast.queries";
import { type ForecastHorizonType, ForecastType } from "./forecast.type";

/** What the definition below is found by. */
interface Forecast extends ForecastType {
  readonly definitionId: string;
}

@Resolver(() => CompanyType)
export class CompanyForecastResolver {
  @FieldResolver(() => ForecastType, {
    nullable: true,
    description: "The renewals of the whole company; null when they cannot be told, and the error says why.",
  })
  forecast(@Args() args: ForecastArgs, @Ctx() context: Context): Promise<Forecast> {
    return forecastOf(context, args, null);
  }
}

@Resolver(() => RepType)
export class RepForecastResolver {
  @FieldResolver(() => ForecastType, {
    nullable: true,
    description:
      "The renewals of the customers on whose account team the rep, or anybody below it, is on the day asOf; null when you may not see the rep.",
  })
  forecast(
    @Args() args: BookForecastArgs,
    @Arg("scope", () => BookScope, { defaultValue: BookScope.OWN, description: "Whose customers." }) scope: BookScope,
    @Root() rep: object,
    @Ctx() context: Context,
  ): Promise<Forecast> {
    if (scope === "SUBTREE") checkSubtree(context.viewer);
    return forecastOf(context, args, { kind: scope === "OWN" ? "REP" : "SUBTREE", id: keyOf(rep) });
  }
}

@Resolver(() => TeamType)
export class TeamForecastResolver {
  @FieldResolver(() => ForecastType, {
    nullable: true,
    description:
      "The renewals of the customers on whose account team somebody of the team is on the day asOf; null unless you see somebody who is in it today.",
  })
  async forecast(
    @Args() args: BookForecastArgs,
    @Root() team: object,
    @Ctx() context: Context,
  ): Promise<Forecast | null> {
    const id = keyOf(team);
    return (await isTeamVisible(context, id)) ? forecastOf(context, args, { kind: "TEAM", id }) : null;
  }
}

@Resolver(() => ForecastType)
export class ForecastDefinitionResolver {
  @FieldResolver(() => RetentionDefinitionType, {
    description: "What renewed in time means: in effect on the day asOf.",
  })
  async definition(
    @Root() { definitionId }: Forecast,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const definition = await planReference(context, info, "RetentionDefinition", definitionId);
    return must(definition, "versions are never deleted");
  }
}

/** @param owner whose customers; null for all */
async function forecastOf(context: Context, args: BookForecastArgs, owner: BookOwner | null): Promise<Forecast> {
  const days = checked(args.days);
  const asOf = args.asOf ?? context.today;
  const [facts, customers] = await Promise.all([
    factsOf(context, asOf, Math.max(...days)),
    owner && customersOf(context, owner, asOf, args.role ?? null),
  ]);
  const { definition, currency, history, models } = facts;
  const due = customers ? facts.due.filter(({ customerId }) => customers.has(customerId)) : facts.due;
  const chanceOf = chances(history, models);
  const horizons = days.map((ahead) => shown(renewalForecast(due, chanceOf, asOf, ahead), asOf, currency));
  return { asOf, currency, definitionId: definition.id, horizons };
}

/** What is due in the whole company: asked for once, whosever part of it is shown. */
async function factsOf(context: Context, asOf: Day, days: number): Promise<ForecastFacts> {
  const load = async () => new Map([["", await forecastFacts(context, asOf, days)]]);
  return must(await batched(context, `forecastFacts ${asOf} ${days}`, "", load), "what is due can always be told");
}

const MOST = { horizons: 12, days: 366 } as const;

function checked(days: readonly number[]): readonly number[] {
  const fits = days.length > 0 && days.length <= MOST.horizons && days.every((one) => one >= 1 && one <= MOST.days);
  if (fits) return days;
  throw refusal("BAD_USER_INPUT", `days: pass 1 to ${MOST.horizons} numbers of days, each from 1 to ${MOST.days}.`);
}

function shown({ lines, ...horizon }: ForecastHorizon, asOf: Day, currency: string): ForecastHorizonType {
  const money = (amount: Minor): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);
  const maybe = (amount: Minor | null): MoneyType | null => (amount === null ? null : money(amount));
  return {
    ...{ days: horizon.days, endsOn: addDays(asOf, horizon.days), renewals: horizon.renewals },
    valueDue: money(horizon.dueMinor),
    ...{ expected: maybe(horizon.expectedMinor), atRisk: maybe(horizon.atRiskMinor) },
    lines: lines.map(({ dueMinor, expectedMinor, ...line }) => ({
      ...line,
      ...{ valueDue: money(dueMinor), expected: maybe(expectedMinor) },
    })),
  };
}
