import { Field, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { connectionType } from "../../platform/graphql/connection.type";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RepType } from "../../records/reps/rep.type";

@ObjectType("RepRisk", {
  description:
    "What a rep answers for and has to do. A customer that two reps serve counts for each; sums over reps are no portfolio.",
})
export class RepRiskType {
  @Field(() => RepType, { nullable: true, description: "Who; null once its record is deleted." })
  rep: RepType | null;

  @Field(() => Int, { description: "How many customers it serves that were assessed." })
  customers: number;

  @Field(() => Int, { description: "How many of them are in the bands AT_RISK and CRITICAL." })
  atRisk: number;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The value at risk of all of them; null when none was assessed.",
  })
  valueAtRisk: MoneyType | null;

  @Field(() => Int, {
    description: "How many customers it serves of whom too little is known; leads are not among them.",
  })
  notAssessed: number;

  @Field(() => Int, { description: "Its plays that are not closed, snoozed ones as well." })
  openPlays: number;

  @Field(() => Int, { description: "How many of these should have been closed before the day." })
  overduePlays: number;
}

export const RepRiskConnection = connectionType("RepRisk", RepRiskType);

@ObjectType("RiskByRep", { description: "Who answers for which value at risk, and what is left undone." })
export class RiskByRepType {
  @Field(() => GraphQLDay, { description: "The day: whoever is employed and serves then is counted." })
  asOf: Day;

  @Field(() => Int, {
    description:
      "Open plays about the customers that you see and nobody owns: nobody holds the role that the playbook names.",
  })
  playsWithoutOwner: number;
}
