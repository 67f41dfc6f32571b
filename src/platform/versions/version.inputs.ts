import { MaxLength } from "class-validator";
import { Field, InputType, Int } from "type-graphql";
import { GraphQLDay } from "../graphql/scalars";
import { IsTold } from "../mutation/is-told";

@InputType("VersionPublishInput", { description: "A new version." })
export abstract class VersionPublishInput {
  @Field(() => Int, {
    description:
      "The latest version, which you have read: a newer one is not overruled unseen. 0 where there is none yet.",
  })
  version: number;

  @Field(() => GraphQLDay, {
    description:
      "First day on which it is in effect, in place of all versions before it. A day gone by changes what is computed of the time since then; what was stored with its version stays.",
  })
  effectiveFrom: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsTold()
  @MaxLength(1_000)
  reason: string;
}
