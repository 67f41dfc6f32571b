import { Field, Int, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { VersionType } from "../../platform/versions/version.type";
import { LossReason } from "../../records/contracts/loss-reason.type";
import type { AttributionRule as Rule } from "./calc/attribution-policy";

export const AttributionRule = graphEnum<Rule>("AttributionRule", "Whose a customer is in a period.", {
  AT_OPENING:
    "Of who held it on the day before the period, when its opening value is taken: nobody improves a number by shedding customers.",
  AT_CLOSING: "Of who holds it at the end; a lost customer stays with who held it on the day of the loss.",
  TIME_WEIGHTED: "Of everybody who held it: by share × days held ÷ days in the period.",
});

@ObjectType("AttributionPolicy", {
  implements: NodeType,
  description:
    "How customers are given to the reps' books, from a day on. Who is in no book is the house's: per role, reps and house are the company. " +
    "A version never changes, and every number says under which one it was computed.",
})
export class AttributionPolicyType extends VersionType {
  @Field(() => AttributionRule, { description: "Whose a customer is." })
  rule: Rule;

  @Field(() => Int, {
    description:
      "A customer held for fewer days in the period is the house's, unless it was held throughout a shorter one; 0: never.",
  })
  minimumDays: number;

  @Field(() => Int, {
    description:
      "A customer that was taken over unmanaged (one for 90 days, in which nobody held the role) or as an approved rescue, and is lost within so many days, is the house's; 0: it always counts.",
  })
  inheritedGraceDays: number;

  @Field(() => [LossReason], {
    description:
      "A customer lost for one of these reasons is the house's where that was approved; none: every loss counts.",
  })
  excusedReasons: LossReason[];

  @Field(() => Boolean, {
    description:
      "Whether a customer that leaves a book after the period's first month stays there until somebody says why (REMOVAL). Not asked where purchases say who serves, nor of who left the company; AT_OPENING looks at nothing that comes later.",
  })
  removalNeedsReason: boolean;
}
