import { IsIn, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { LeaveKind } from "./leave.type";

@InputType("LeaveInput", {
  description: "A time in which a rep is away. A field that is left out keeps its stored value; null clears it.",
})
export class LeaveInput {
  @Field(() => String, { description: "The company's own key: an existing leave of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the rep." })
  @IsNotEmpty()
  rep: string;

  @Field(() => GraphQLDay, { description: "First day away." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day back; open without one." })
  @IsOptional()
  endsOn?: string | null;

  @Field(() => LeaveKind, { description: "Why." })
  @IsIn(Object.keys(LeaveKind))
  kind: LeaveKind;
}

@InputType("LeaveStartInput", { description: "A rep goes away for a time." })
export class LeaveStartInput {
  @Field(() => ID, { description: "The rep." })
  rep: string;

  @Field(() => GraphQLDay, { description: "First day away." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day back; open without one." })
  @IsOptional()
  endsOn?: string | null;

  @Field(() => LeaveKind, { description: "Why." })
  @IsIn(Object.keys(LeaveKind))
  kind: LeaveKind;
}

@InputType("LeaveEndInput", { description: "A rep comes back, or the day on which it does is known." })
export class LeaveEndInput {
  @Field(() => ID, { description: "The leave." })
  leave: string;

  @Field(() => GraphQLDay, { description: "First day back." })
  endsOn: string;

  @Field(() => Int, { description: "The version of the leave you have read: a newer one is not overwritten." })
  version: number;
}
