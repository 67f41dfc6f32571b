import { Field, ObjectType } from "type-graphql";
import { graphEnum } from "../graphql/enum";

export const UpsertStatus = graphEnum("UpsertStatus", "What became of a row.", {
  CREATED: "There was no record of that key: now there is.",
  UPDATED: "The record was changed.",
  UNCHANGED: "The record already said the same.",
  REJECTED: "The row is wrong: nothing of it was written. The user errors say why.",
});
export type UpsertStatus = keyof typeof UpsertStatus;

@ObjectType("UpsertResult", { description: "What became of one row of a bulk write." })
export class UpsertResult {
  @Field(() => String, { description: "The row's own key." })
  externalId: string;

  @Field(() => UpsertStatus, { description: "What became of it." })
  status: UpsertStatus;

  readonly id: string | null;
}
