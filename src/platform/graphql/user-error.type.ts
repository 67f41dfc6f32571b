import { Field, ObjectType } from "type-graphql";
import { graphEnum } from "./enum";

export const UserErrorCode = graphEnum(
  "UserErrorCode",
  "Why a change was not made. Codes are stable; messages may change.",
  {
    INVALID: "A value breaks a rule.",
    NOT_FOUND: "A record that the input names does not exist, or you may not see it.",
    DUPLICATE: "Two rows of the same call name the same record.",
    CONFLICT: "The change contradicts what is stored.",
    STALE_VERSION: "The record has changed since you read it: read it again and decide anew.",
  },
);
export type UserErrorCode = keyof typeof UserErrorCode;

@ObjectType("UserError", {
  description: "Something about the input that you can fix. Nothing of what it concerns was changed.",
})
export class UserError {
  @Field(() => UserErrorCode, { description: "The kind of problem." })
  code: UserErrorCode;

  @Field(() => [String], { description: 'The way to the argument: `["inputs", "3", "name"]`.' })
  field: readonly string[];

  @Field(() => String, { description: "What was wrong, what was expected, and what to do." })
  message: string;
}

export const userError = (code: UserErrorCode, field: readonly string[], message: string): UserError => ({
  code,
  field,
  message,
});
