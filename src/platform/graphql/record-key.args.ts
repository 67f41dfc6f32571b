import { ArgsType, Field, ID } from "type-graphql";

/** Names one record: one of the two is given. */
@ArgsType()
export class RecordKey {
  @Field(() => ID, { nullable: true, description: "Its id in the graph." })
  id?: string | null;

  @Field(() => String, { nullable: true, description: "The company's own key." })
  externalId?: string | null;
}
