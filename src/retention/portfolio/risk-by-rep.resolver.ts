import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { formatAmount } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { listPage } from "../../platform/plan/list-page";
import { keyOf } from "../../platform/plan/read";
import { RepType } from "../../records/reps/rep.type";
import { TeamType } from "../../records/teams/team.type";
import { CompanyType } from "../company/company.type";
import { type RepRisk, type WorkByRep, workByRep } from "./risk-by-rep.queries";
import { RepRiskConnection, RepRiskType, RiskByRepType } from "./risk-by-rep.type";
import { keyOfServed, type Served } from "./served";

interface RiskByRep extends RiskByRepType {
  readonly reps: WorkByRep["reps"];
}

const AS_OF = { nullable: true, description: "The day to look at; today when it is not given." };

@Resolver(() => CompanyType)
export class CompanyRiskByRepResolver {
  @FieldResolver(() => RiskByRepType, { nullable: true, description: "Rep by rep, as far as you see them." })
  riskByRep(@Arg("asOf", () => GraphQLDay, AS_OF) asOf: Day | null, @Ctx() context: Context): Promise<RiskByRep> {
    return riskByRepOf(context, { kind: "COMPANY" }, asOf);
  }
}

@Resolver(() => TeamType)
export class TeamRiskByRepResolver {
  @FieldResolver(() => RiskByRepType, {
    nullable: true,
    description: "The reps who are in the team on the day, as far as you see them.",
  })
  riskByRep(
    @Arg("asOf", () => GraphQLDay, AS_OF) asOf: Day | null,
    @Root() team: object,
    @Ctx() context: Context,
  ): Promise<RiskByRep> {
    return riskByRepOf(context, { kind: "TEAM", id: keyOf(team) }, asOf);
  }
}

@Resolver(() => RepType)
export class RepRiskByRepResolver {
  @FieldResolver(() => RiskByRepType, {
    nullable: true,
    description:
      "The rep and everybody below it on the day, as far as you see them; null when you may not see the rep.",
  })
  riskByRep(
    @Arg("asOf", () => GraphQLDay, AS_OF) asOf: Day | null,
    @Root() rep: object,
    @Ctx() context: Context,
  ): Promise<RiskByRep> {
    return riskByRepOf(context, { kind: "SUBTREE", id: keyOf(rep) }, asOf);
  }
}

async function riskByRepOf(context: Context, of: Served, asked: Day | null): Promise<RiskByRep> {
  const asOf = asked ?? context.today;
  const found = await batched(context, `riskByRep ${of.kind} ${asOf}`, keyOfServed(of), (subjects) =>
    workByRep(context, of.kind, subjects, asOf),
  );
  return { asOf, reps: found?.reps ?? [], playsWithoutOwner: found?.playsWithoutOwner ?? 0 };
}

@Resolver(() => RiskByRepType)
export class RiskByRepResolver {
  @FieldResolver(() => RepRiskConnection, { description: "The rep with the most value at risk first." })
  reps(@Args() page: PageArgs, @Root() { reps }: RiskByRep): Connection<RepRisk> {
    const placeOf = ({ repId, valueAtRiskMinor }: RepRisk) => ({ value: valueAtRiskMinor, id: repId });
    return listPage({ name: "RepRisk", rows: reps, placeOf }, page, "reps");
  }
}

@Resolver(() => RepRiskType)
export class RepRiskResolver {
  @FieldResolver()
  rep(@Root() { repId }: RepRisk, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<RepType | null> {
    return planReference(context, info, "Rep", repId) as Promise<RepType | null>;
  }

  @FieldResolver()
  valueAtRisk(@Root() { valueAtRiskMinor, currency }: RepRisk): MoneyType | null {
    return currency === null ? null : MoneyType.of(formatAmount(valueAtRiskMinor, currency), currency);
  }
}
