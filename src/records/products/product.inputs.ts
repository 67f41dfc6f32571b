import { IsNotEmpty, IsOptional, MaxLength, Min } from "class-validator";
import { Field, InputType, Int } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { orderInput } from "../../platform/graphql/connection.type";

@InputType("ProductInput", {
  description: "A product as the company keeps it. A field that is left out keeps its stored value; null clears it.",
})
export class ProductInput {
  @Field(() => String, { description: "The company's own key: an existing product of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "What it is called." })
  @IsNotEmpty()
  @MaxLength(500)
  name: string;

  @Field(() => String, { nullable: true, description: "The series it belongs to." })
  @IsOptional()
  @MaxLength(200)
  series?: string | null;

  @Field(() => Int, { nullable: true, description: "Its place in the series, 1 first." })
  @IsOptional()
  @Min(1)
  step?: number | null;

  @Field(() => String, { nullable: true, description: "The company's own grouping." })
  @IsOptional()
  @MaxLength(200)
  category?: string | null;
}

@InputType("ProductFilter", { description: "Which products a list shows: all conditions hold." })
export class ProductFilter {
  @Field(() => String, { nullable: true, description: "Of this series." })
  series?: string;

  @Field(() => String, { nullable: true, description: "Of this category." })
  category?: string;
}

export const ProductOrderField = graphEnum("ProductOrderField", "What products can be sorted by.", {
  NAME: "Name, as the characters' codes order it.",
});

export const ProductOrder = orderInput("Product", ProductOrderField);
