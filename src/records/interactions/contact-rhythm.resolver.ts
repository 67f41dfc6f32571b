import { Arg, Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { contactRhythm, type ContactRhythm } from "./calc/contact-rhythm";
import { contactDays } from "./contact-rhythm.queries";

@ObjectType("ContactRhythm", {
  description: "How regularly a customer and the company talk to each other: two-way interactions only.",
})
export class ContactRhythmType {
  @Field(() => GraphQLDay, { description: "The last day they did." })
  lastContactOn: string;

  @Field(() => Int, { description: "Days from then to the day looked at." })
  daysSinceContact: number;

  @Field(() => Float, {
    nullable: true,
    description: "Median days from one contact to the next; null after fewer than three days of contact.",
  })
  usualGapDays: number | null;
}

@Resolver(() => CustomerType)
export class ContactRhythmResolver {
  @FieldResolver(() => ContactRhythmType, {
    nullable: true,
    description: "How regularly we talk; null when we never did, or when you may not see the customer.",
  })
  async contactRhythm(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asOf: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<ContactRhythm | null> {
    const day = asOf ?? context.today;
    const days = await batched(context, `contactRhythm ${day}`, keyOf(customer), (keys) =>
      contactDays(context, keys, day),
    );
    return contactRhythm(days ?? [], day);
  }
}
