import { Arg, Args, FieldResolver, Resolver } from "type-graphql";
import { PageArgs } from "../../platform/graphql/connection.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { mayLog } from "../../records/policy";
import { DiagnosisFileInput } from "./diagnosis.inputs";
import { fileDiagnosis } from "./diagnosis.service";
import { DiagnosisConnection, DiagnosisType } from "./diagnosis.type";

@Resolver(() => CustomerType)
export class CustomerDiagnosesResolver {
  @FieldResolver(() => DiagnosisConnection, {
    description: "Every review of it, the latest first; empty when you may not see the customer.",
  })
  diagnoses(@Args() _page: PageArgs): object {
    return planned();
  }

  @FieldResolver(() => DiagnosisType, {
    nullable: true,
    description: "The latest review up to a day; null when there was none, and when you may not see the customer.",
  })
  diagnosis(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    _asOf: string | null,
  ): DiagnosisType {
    return planned();
  }
}

export const DiagnosisFile = businessMutation({
  name: "diagnosisFile",
  description:
    "Files your own review of a customer that you see. Reps and leaders who have completed the course that the template names.",
  input: DiagnosisFileInput,
  subject: { field: "diagnosis", type: DiagnosisType, typeName: "Diagnosis" },
  may: mayLog,
  act: fileDiagnosis,
});
