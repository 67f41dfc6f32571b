import { Args, FieldResolver, Resolver } from "type-graphql";
import { PageArgs } from "../../platform/graphql/connection.type";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planned } from "../../platform/plan/read";
import { RepType } from "../../records/reps/rep.type";
import { mayApproveBooks } from "../policy";
import { BookApproveInput } from "./book-approval.inputs";
import { approveBook } from "./book-approval.service";
import { BookApprovalConnection, BookApprovalType } from "./book-approval.type";

@Resolver(() => RepType)
export class RepBookApprovalsResolver {
  @FieldResolver(() => BookApprovalConnection, {
    description:
      "What was decided about the customers in the rep's book, the latest first; empty when you may not see the rep.",
  })
  bookApprovals(@Args() _page: PageArgs): object {
    return planned();
  }
}

export const BookApprove = businessMutation({
  name: "bookApprove",
  description:
    "Records a rescue, an excused loss, or why a customer left a book. Leaders for who reports to them, and administrators; nobody for itself.",
  input: BookApproveInput,
  subject: { field: "approval", type: BookApprovalType, typeName: "BookApproval" },
  may: mayApproveBooks,
  act: approveBook,
});
