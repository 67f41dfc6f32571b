import { IsIn, IsOptional } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { LossReason } from "../../records/contracts/loss-reason.type";
import { RenewalOutcome } from "../../records/renewals/renewal-actions.inputs";

@InputType("SupposedRenewalInput", { description: "An open renewal, as it might be decided." })
export class SupposedRenewalInput {
  @Field(() => ID, { description: "What is decided." })
  renewal: string;

  @Field(() => RenewalOutcome, { description: "How." })
  @IsIn(Object.keys(RenewalOutcome))
  outcome: RenewalOutcome;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day of the decision; the due date, or today if that has passed, when it is not given.",
  })
  @IsOptional()
  closedOn?: Day | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      "What the next term of a year is worth, in the renewal's currency; what is due when it is not given. Only beside RENEWED.",
  })
  @IsOptional()
  valueRenewed?: string | null;
}

@InputType("SupposedEndInput", { description: "A contract that might end before its time: the customer leaves." })
export class SupposedEndInput {
  @Field(() => ID, { description: "The contract that ends." })
  contract: string;

  @Field(() => GraphQLDay, { description: "The first day not covered any more." })
  endedOn: Day;

  @Field(() => LossReason, { defaultValue: LossReason.OTHER, description: "Why." })
  @IsIn(Object.keys(LossReason))
  lossReason: LossReason;
}
