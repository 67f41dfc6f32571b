import { FieldResolver, Resolver } from "type-graphql";
import { planned } from "../../platform/plan/read";
import { RepType } from "../reps/rep.type";
import { LeaveType } from "./leave.type";

@Resolver(() => RepType)
export class RepLeavesResolver {
  @FieldResolver(() => [LeaveType], {
    description: "When the rep was, is or will be away, the first time first; empty when you may not see the rep.",
  })
  leaves(): LeaveType[] {
    return planned();
  }
}
