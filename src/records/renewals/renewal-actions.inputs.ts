import { IsIn, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { LossReason } from "../contracts/loss-reason.type";

export const RenewalOutcome = graphEnum("RenewalOutcome", "How a renewal is decided.", {
  RENEWED: "The customer goes on.",
  LOST: "The customer does not go on.",
});
export type RenewalOutcome = keyof typeof RenewalOutcome;

@InputType("RenewalStartTalksInput", { description: "Somebody begins to talk with the customer about the next term." })
export class RenewalStartTalksInput {
  @Field(() => ID, { description: "What is talked about." })
  renewal: string;

  @Field(() => Int, { description: "The version of the renewal you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("RenewalCloseInput", { description: "The customer has decided." })
export class RenewalCloseInput {
  @Field(() => ID, { description: "What was decided." })
  renewal: string;

  @Field(() => RenewalOutcome, { description: "How." })
  @IsIn(Object.keys(RenewalOutcome))
  outcome: RenewalOutcome;

  @Field(() => GraphQLDay, { description: "The day of the decision." })
  closedOn: string;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      "What the next term is worth in a year, in the renewal's currency; needed beside RENEWED, and only there.",
  })
  @IsOptional()
  valueRenewed?: string | null;

  @Field(() => ID, { nullable: true, description: "The contract of the next term; only beside RENEWED." })
  @IsOptional()
  renewedBy?: string | null;

  @Field(() => LossReason, { nullable: true, description: "Why; needed beside LOST, and only there." })
  @IsOptional()
  @IsIn(Object.keys(LossReason))
  lossReason?: LossReason | null;

  @Field(() => String, { nullable: true, description: "Who else was considered, or won." })
  @IsOptional()
  @MaxLength(500)
  competitor?: string | null;

  @Field(() => String, { nullable: true, description: "Remarks; what is noted already stays when none are given." })
  @IsOptional()
  @MaxLength(10_000)
  note?: string | null;

  @Field(() => Int, { description: "The version of the renewal you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("RenewalReopenInput", { description: "A decision turns out not to be one." })
export class RenewalReopenInput {
  @Field(() => ID, { description: "What is open again." })
  renewal: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => Int, { description: "The version of the renewal you have read: a newer one is not overwritten." })
  version: number;
}
