import { IsIn, IsNotEmpty, IsOptional, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RepRole } from "../reps/rep.type";

@InputType("AssignmentInput", { description: "A rep on a customer's team, in one role, from a day to a day." })
export class AssignmentInput {
  @Field(() => String, { description: "The company's own key: an existing assignment of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the customer." })
  @IsNotEmpty()
  customer: string;

  @Field(() => String, { description: "External id of the rep." })
  @IsNotEmpty()
  rep: string;

  @Field(() => RepRole, { description: "In which role." })
  @IsIn(Object.keys(RepRole))
  role: RepRole;

  @Field(() => Int, {
    nullable: true,
    description: "Share of that role's credit in basis points; 10,000, all of it, when it is not given.",
  })
  @IsOptional()
  @Min(1)
  @Max(10_000)
  share?: number;

  @Field(() => GraphQLDay, { description: "First day." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day not served any more; open when it is not given." })
  @IsOptional()
  endsOn?: string | null;
}

@InputType("CustomerReassignInput", { description: "Gives a customer's role to another rep from a day on." })
export class CustomerReassignInput {
  @Field(() => ID, { description: "The customer." })
  customer: string;

  @Field(() => RepRole, { description: "The role that changes hands." })
  @IsIn(Object.keys(RepRole))
  role: RepRole;

  @Field(() => ID, { description: "The rep who serves the customer from then on, with the whole role." })
  to: string;

  @Field(() => GraphQLDay, { description: "First day of the new rep." })
  startsOn: string;

  @Field(() => String, { description: "Why, for the record: whoever gives the customer up reads it, too." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => Int, { description: "The version of the customer you have read: a newer one is not overwritten." })
  version: number;
}
