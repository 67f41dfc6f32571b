import { IsEmail, IsIn, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { Influence } from "./contact.type";

@InputType("ContactInput", {
  description: "A person at a customer. A field that is left out keeps its stored value; null clears it.",
})
export class ContactInput {
  @Field(() => String, { description: "The company's own key: an existing contact of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the customer." })
  @IsNotEmpty()
  customer: string;

  @Field(() => String, { description: "What the person is called." })
  @IsNotEmpty()
  @MaxLength(500)
  fullName: string;

  @Field(() => String, { nullable: true, description: "Where to write to." })
  @IsOptional()
  @IsEmail()
  email?: string | null;

  @Field(() => Influence, { nullable: true, description: "What the person means for the customer's staying." })
  @IsOptional()
  @IsIn(Object.keys(Influence))
  influence?: Influence | null;

  @Field(() => GraphQLDay, { nullable: true, description: "The first day the person was not there any more." })
  @IsOptional()
  leftOn?: string | null;
}

@InputType("ContactLeaveInput", { description: "A person leaves a customer." })
export class ContactLeaveInput {
  @Field(() => ID, { description: "Who leaves." })
  contact: string;

  @Field(() => GraphQLDay, { description: "The first day the person is not there any more." })
  leftOn: string;

  @Field(() => Int, { description: "The version of the contact you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("ContactFilter", { description: "Which contacts a list shows: all conditions hold." })
export class ContactFilter {
  @Field(() => [Influence], { nullable: true, description: "Of one of these influences." })
  influence?: Influence[];

  @Field(() => GraphQLDay, { nullable: true, description: "Who had not left by this day." })
  stillThereOn?: string;
}

export const ContactOrderField = graphEnum("ContactOrderField", "What contacts can be sorted by.", {
  FULL_NAME: "Name, as the characters' codes order it.",
  LEFT_ON: "The day they left.",
});

export const ContactOrder = orderInput("Contact", ContactOrderField);
