import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { CustomerType } from "../../records/customers/customer.type";
import { RiskAssessmentType } from "./assessment.type";

@ObjectType("CustomerAtRisk", { description: "A customer that may leave, with why." })
export class CustomerAtRiskType {
  @Field(() => CustomerType, { nullable: true, description: "Who; null once its record is deleted." })
  customer: CustomerType | null;

  @Field(() => RiskAssessmentType, {
    nullable: true,
    description: "How at risk it was on the list's day; null when it was assessed anew between the list and this.",
  })
  risk: RiskAssessmentType | null;
}

export const CustomerAtRiskConnection = connectionType("CustomerAtRisk", CustomerAtRiskType);
