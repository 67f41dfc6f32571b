import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver, Root } from "type-graphql";
import { must } from "../../kernel/invariant";
import { batched } from "../../platform/graphql/batch";
import { type OrderBy, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { keyOf, planned } from "../../platform/plan/read";
import { RepType } from "../../records/reps/rep.type";
import { PayPeriodType } from "../periods/pay-period.type";
import { StatementFilter, StatementOrder } from "./statement.inputs";
import {
  LineCreditConnection,
  StatementConnection,
  StatementLineConnection,
  StatementLineType,
  StatementType,
} from "./statement.type";
import { explainTrace } from "./calc/explain-trace";
import { totalsBy } from "./totals.queries";
import { tracesOf } from "./traces.queries";

@ArgsType()
class StatementPage extends PageArgs {
  @Field(() => StatementFilter, { nullable: true, description: "Which of them." })
  filter?: StatementFilter;

  @Field(() => StatementOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver(() => StatementType)
export class StatementResolver {
  @Query(() => StatementType, {
    nullable: true,
    description: "A statement by one of its keys; null when there is none that you may see.",
  })
  statement(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Statement", key);
  }

  @Query(() => StatementConnection, {
    description: "What people are paid: your own, that of who reports to you, or everybody's, as you may see it.",
  })
  statements(@Args() _page: StatementPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Statement");
  }

  @FieldResolver(() => StatementLineConnection, { description: "Its lines, in the order of a statement." })
  lines(@Args() _page: PageArgs): object {
    return planned();
  }

  @FieldResolver(() => [MoneyType], {
    nullable: true,
    description: "What is paid in all, per currency: never below 0. Null when you may not see the statement.",
  })
  async totals(@Root() statement: object, @Ctx() context: Context): Promise<readonly MoneyType[]> {
    const totals = await batched(context, "totals of statements", keyOf(statement), (keys) =>
      totalsBy(context, "statement_id", keys),
    );
    return totals ?? [];
  }
}

@Resolver(() => StatementLineType)
export class StatementLineResolver {
  @FieldResolver(() => LineCreditConnection, {
    description: "The events that it is paid for, each with its part; none where it is paid for no event.",
  })
  credits(@Args() _page: PageArgs): object {
    return planned();
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      "The trace in sentences that a person can follow with a pencil, up to the amount. Null when you may not see the line.",
  })
  async explanation(@Root() line: object, @Ctx() context: Context): Promise<readonly string[]> {
    const told = await batched(context, "traces", keyOf(line), (keys) => tracesOf(context, keys));
    const { trace, currency } = must(told, "a line that is seen has its trace");
    return explainTrace(trace, currency);
  }
}

@Resolver(() => RepType)
export class RepStatementsResolver {
  @FieldResolver(() => StatementConnection, {
    nullable: true,
    description: "What the rep is paid; empty when it is not for you, null for a role that sees no pay.",
  })
  statements(@Args() _page: StatementPage): object {
    return planned();
  }
}

@Resolver(() => PayPeriodType)
export class PeriodStatementsResolver {
  @FieldResolver(() => StatementConnection, {
    nullable: true,
    description: "The statements of the period that you may see; null for a role that sees no pay.",
  })
  statements(@Args() _page: StatementPage): object {
    return planned();
  }

  @FieldResolver(() => [MoneyType], {
    nullable: true,
    description: "What the statements that you may see come to, per currency. Null when you may not see the period.",
  })
  async totals(@Root() period: object, @Ctx() context: Context): Promise<readonly MoneyType[]> {
    const totals = await batched(context, "totals of periods", keyOf(period), (keys) =>
      totalsBy(context, "pay_period_id", keys),
    );
    return totals ?? [];
  }
}
