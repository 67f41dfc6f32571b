import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { must } from "../kernel/invariant";
import type { Day } from "../kernel/calendar";
import { batched } from "../platform/graphql/batch";
import type { Context } from "../platform/graphql/context";
import { graphEnum } from "../platform/graphql/enum";
import { GraphQLDay } from "../platform/graphql/scalars";
import { keyOf } from "../platform/plan/read";
import { CustomerType } from "../records/customers/customer.type";
import { type Stage, stageOfBuyer, stageUnderContract } from "./calc/stage";
import { stageFacts } from "./customer-stage.queries";
import { definitionOn } from "./definitions/definition.queries";

export const CustomerStage = graphEnum<Stage>(
  "CustomerStage",
  "Where a customer stands: derived from facts, never typed in.",
  {
    LEAD: "Has bought or signed nothing yet.",
    ACTIVE: "Buys in its rhythm, or is under contract.",
    LAPSED:
      "Buys order by order, and has been silent for longer than the retention definition of the day allows: at first three times its usual gap, or a year with fewer than four days of purchases.",
    LOST: "Its last contract has ended.",
    WON_BACK: "Came back within the last year after it had lapsed or was lost.",
  },
);

@Resolver(() => CustomerType)
export class CustomerStageResolver {
  @FieldResolver(() => CustomerStage, {
    nullable: true,
    description:
      "Where it stands on a day, under the retention definition of that day; null when you may not see the customer.",
  })
  async stage(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asOf: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<Stage> {
    const day = asOf ?? context.today;
    const [facts, { lapse }] = await Promise.all([
      batched(context, `stage ${day}`, keyOf(customer), (keys) => stageFacts(context, keys, day)),
      definitionOn(context, day),
    ]);
    const { relationship, days, spans } = must(facts, "every customer has a relationship");
    return relationship === "CONTRACT" ? stageUnderContract(spans ?? [], day) : stageOfBuyer(days ?? [], day, lapse);
  }
}
