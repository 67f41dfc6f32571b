import { IsIn, IsNotEmpty, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { RepRole } from "../../records/reps/rep.type";
import { BookApprovalKind } from "./book-approval.type";

@InputType("BookApproveInput", { description: "A decision about whose book a customer counts in." })
export class BookApproveInput {
  @Field(() => ID, { description: "The rep whose book it concerns, and who serves or served the customer." })
  rep: string;

  @Field(() => ID, { description: "The customer." })
  customer: string;

  @Field(() => RepRole, { description: "In which role." })
  @IsIn(Object.keys(RepRole))
  role: RepRole;

  @Field(() => BookApprovalKind, { description: "What is decided." })
  @IsIn(Object.keys(BookApprovalKind))
  kind: BookApprovalKind;

  @Field(() => String, { description: "Why, for the record: the rep reads it, too." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;
}
