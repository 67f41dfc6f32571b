import { IsEmail, IsIn, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { IsNoFormula } from "../../platform/mutation/is-no-formula";
import { RepRole } from "./rep.type";

@InputType("RepInput", {
  description: "A rep as the company keeps it. A field that is left out keeps its stored value; null clears it.",
})
export class RepInput {
  @Field(() => String, { description: "The company's own key: an existing rep of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The key that HR knows the rep by; the external id when it is not given. It must not begin with =, +, - or @.",
  })
  @IsOptional()
  @IsNotEmpty()
  @IsNoFormula()
  @MaxLength(200)
  employeeNumber?: string;

  @Field(() => String, { description: "First and last name." })
  @IsNotEmpty()
  @MaxLength(200)
  fullName: string;

  @Field(() => String, { nullable: true, description: "Work address." })
  @IsOptional()
  @IsEmail()
  email?: string | null;

  @Field(() => String, { nullable: true, description: "The group that HR pays together." })
  @IsOptional()
  @MaxLength(200)
  payGroup?: string | null;

  @Field(() => String, { nullable: true, description: "The unit that bears the rep's cost, as payroll books it." })
  @IsOptional()
  @IsNoFormula()
  @MaxLength(200)
  costCentre?: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "First day." })
  @IsOptional()
  hiredOn?: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "First day not employed any more." })
  @IsOptional()
  leftOn?: string | null;

  @Field(() => RepRole, {
    nullable: true,
    description: "The role held since the first day, for companies that keep no history; else write positions.",
  })
  @IsOptional()
  @IsIn(Object.keys(RepRole))
  role?: RepRole | null;

  @Field(() => String, { nullable: true, description: "External id of the team, beside `role`." })
  @IsOptional()
  team?: string | null;

  @Field(() => String, { nullable: true, description: "External id of the rep's manager, beside `role`." })
  @IsOptional()
  manager?: string | null;
}

@InputType("PositionInput", {
  description: "A role that a rep holds, in a team and under a manager, from a day to a day.",
})
export class PositionInput {
  @Field(() => String, { description: "The company's own key: an existing position of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the rep." })
  @IsNotEmpty()
  rep: string;

  @Field(() => RepRole, { description: "The role." })
  @IsIn(Object.keys(RepRole))
  role: RepRole;

  @Field(() => String, { nullable: true, description: "External id of the team." })
  @IsOptional()
  team?: string | null;

  @Field(() => String, { nullable: true, description: "External id of the manager." })
  @IsOptional()
  manager?: string | null;

  @Field(() => GraphQLDay, { description: "First day." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day not held any more; open when it is not given." })
  @IsOptional()
  endsOn?: string | null;
}

@InputType("RepFilter", { description: "Which reps a list shows: all conditions hold." })
export class RepFilter {
  @Field(() => RepRole, { nullable: true, description: "Who hold this role today." })
  role?: RepRole;

  @Field(() => ID, { nullable: true, description: "Who are in this team today." })
  team?: string;

  @Field(() => String, { nullable: true, description: "Whose name holds this text, in either case." })
  search?: string;

  @Field(() => Boolean, { nullable: true, description: "Who are employed today, or who are not." })
  employed?: boolean;
}

export const RepOrderField = graphEnum("RepOrderField", "What reps can be sorted by.", {
  NAME: "Full name, as the characters' codes order it.",
  HIRED_ON: "First day.",
});

export const RepOrder = orderInput("Rep", RepOrderField);

@InputType("RepLeaveInput", { description: "Ends a rep's employment." })
export class RepLeaveInput {
  @Field(() => ID, { description: "The rep." })
  rep: string;

  @Field(() => GraphQLDay, { description: "First day not employed any more." })
  leftOn: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => Int, { description: "The version of the rep you have read: a newer one is not overwritten." })
  version: number;
}
