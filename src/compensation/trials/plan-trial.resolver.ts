import type { GraphQLResolveInfo } from "graphql";
import { GraphQLJSONObject } from "graphql-scalars";
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { formatAmount, type Minor } from "../../kernel/money";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import { MoneyType } from "../../platform/graphql/money.type";
import { PeriodInput } from "../../platform/graphql/period.inputs";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { doneApart } from "../../platform/jobs/apart";
import { planReference } from "../../platform/plan/island";
import { listPage, type Place } from "../../platform/plan/list-page";
import { RepType } from "../../records/reps/rep.type";
import { seesPayOfAll } from "../policy";
import { type PlanTrial, type TrialTotal, planTrial, type TriedPerson } from "./plan-trial";
import { PlanTrialPersonConnection, PlanTrialPersonType, PlanTrialTotalType, PlanTrialType } from "./plan-trial.type";

/** As records read: it computes the pay of everybody in all locked periods, twice. */
const COST = 5_000;

/** What to do when the time of a query did not suffice. */
const LONGER =
  "A trial computes everybody's pay of all its periods twice. Try fewer periods at once, or let " +
  "`holdfast pay trial PLAN.json --start DAY --end DAY` take the time that it needs.";

@Resolver(() => PlanTrialType)
export class PlanTrialResolver {
  @Query(() => PlanTrialType, {
    complexity: COST,
    description:
      "What locked periods would have paid if this document had stood in place of its plan all the time, computed as a run computes it, one period after the other. Nothing is written. Where it takes longer than a query may, `holdfast pay trial` tells the same. HR and auditors.",
  })
  async compensationPlanTrial(
    @Arg("document", () => GraphQLJSONObject, {
      description: "A plan as `compensationPlanPublish` takes it; its code says which plan it would take the place of.",
    })
    document: object,
    @Arg("period", () => PeriodInput, { description: "The locked periods that lie in it as a whole are tried." })
    span: PeriodInput,
    @Arg("asOf", () => GraphQLDay, {
      nullable: true,
      description: "The day whose knowledge it rests on; today when it is not given.",
    })
    asOf: Day | null,
    @Ctx() context: Context,
  ): Promise<PlanTrial> {
    if (!seesPayOfAll(context.viewer)) {
      throw refusal("FORBIDDEN", "Your role may not read Query.compensationPlanTrial; leave it out.");
    }
    return doneApart(context, planTrial, { document, span, asOf: asOf ?? context.today }).catch((error: unknown) => {
      throw context.signal.aborted ? refusal("QUERY_TIMEOUT", LONGER) : error;
    });
  }

  @FieldResolver(() => [PlanTrialTotalType])
  totals(@Root() { totals }: PlanTrial): PlanTrialTotalType[] {
    return totals.map(told);
  }

  @FieldResolver(() => PlanTrialPersonConnection, {
    description: "Everybody under the plan in one of the periods: whom the trial changes most comes first.",
  })
  people(@Root() { people }: PlanTrial, @Args() page: PageArgs): Connection<TriedPerson> {
    return listPage({ name: "PlanTrialPerson", rows: people, placeOf }, page, "people");
  }
}

@Resolver(() => PlanTrialPersonType)
export class PlanTrialPersonResolver {
  @FieldResolver(() => RepType, { nullable: true, description: "Who; null once its record is deleted." })
  rep(@Root() { repId }: TriedPerson, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "Rep", repId);
  }

  @FieldResolver(() => [PlanTrialTotalType])
  totals(@Root() { totals }: TriedPerson): PlanTrialTotalType[] {
    return totals.map(told);
  }
}

/** By how much more or less it would be, in whatever currency. */
const placeOf = ({ repId, totals }: TriedPerson): Place => ({
  value: totals
    .map(({ asPlanned, wouldBe }) => sizeOf(wouldBe - asPlanned))
    .reduce((most, one) => (one > most ? one : most), 0n),
  id: repId,
});

const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);

function told({ currency, paid, asPlanned, wouldBe }: TrialTotal): PlanTrialTotalType {
  const money = (amount: Minor): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);
  return { paid: money(paid), asPlanned: money(asPlanned), wouldBe: money(wouldBe) };
}
