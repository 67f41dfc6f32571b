import { IsNotEmpty, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";

@InputType("TeamInput", { description: "A team as the company keeps it." })
export class TeamInput {
  @Field(() => String, { description: "The company's own key: an existing team of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "What the company calls it." })
  @IsNotEmpty()
  @MaxLength(200)
  name: string;
}
