import { Field, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import type { ModelKind } from "./calc/fitted-models";
import { CustomerModelKind } from "./customer-model.type";

@InputType("CustomerModelFilter", { description: "Which models a list shows: all conditions hold." })
export class CustomerModelFilter {
  @Field(() => [CustomerModelKind], { nullable: true, description: "Of one of these kinds." })
  kind?: ModelKind[];

  @Field(() => [String], { nullable: true, description: "Of one of these segments." })
  segment?: string[];
}

export const CustomerModelOrderField = graphEnum("CustomerModelOrderField", "What customer models can be sorted by.", {
  AS_OF: "The day that was known up to.",
});

export const CustomerModelOrder = orderInput("CustomerModel", CustomerModelOrderField);
