import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { groupBy } from "../../../kernel/group-by";
import { batched } from "../../../platform/graphql/batch";
import { type Connection, PageArgs } from "../../../platform/graphql/connection.type";
import type { Context } from "../../../platform/graphql/context";
import { planReference } from "../../../platform/plan/island";
import { keyOf } from "../../../platform/plan/read";
import { ContractType } from "../../../records/contracts/contract.type";
import { CustomerType } from "../../../records/customers/customer.type";
import { PurchaseType } from "../../../records/purchases/purchase.type";
import { RenewalType } from "../../../records/renewals/renewal.type";
import { RepType } from "../../../records/reps/rep.type";
import type { EventSource } from "./calc/event";
import { creditedEvents, creditsOf } from "./credited-events";
import { EventCreditArgs, EventCreditConnection, EventCreditType } from "./event-credit.type";
import { creditsAsked, creditsPage, type EventCredit } from "./event-credits";

@Resolver(() => RepType)
export class RepCreditsResolver {
  @FieldResolver(() => EventCreditConnection, {
    nullable: true,
    description:
      "The single events that the rep is credited for, the latest first: of the customers that it served on the credit date, whoever serves them since. Null when you may not see the rep.",
  })
  async credits(
    @Args() args: EventCreditArgs,
    @Args() page: PageArgs,
    @Root() rep: object,
    @Ctx() context: Context,
  ): Promise<Connection<EventCredit>> {
    const asked = creditsAsked(context, args);
    const credits = await batched(context, `creditsOf ${JSON.stringify(asked)}`, keyOf(rep), async (reps) =>
      groupBy(await creditsOf(context, asked, reps), ({ repId }) => repId!),
    );
    return creditsPage(credits ?? [], page);
  }
}

@Resolver(() => CustomerType)
export class CustomerCreditsResolver {
  @FieldResolver(() => EventCreditConnection, {
    nullable: true,
    description:
      "What of the customer's single events is credited to whom, the latest first; those of the accounts merged into it with them. Null when you may not see the customer.",
  })
  async credits(
    @Args() args: EventCreditArgs,
    @Args() page: PageArgs,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<Connection<EventCredit>> {
    const asked = creditsAsked(context, args);
    const credits = await batched(context, `creditedEvents ${JSON.stringify(asked)}`, keyOf(customer), async (ids) =>
      groupBy(await creditedEvents(context, asked, ids), ({ event }) => event.customerId),
    );
    return creditsPage(credits ?? [], page);
  }
}

@Resolver(() => EventCreditType)
export class EventCreditResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: "Whose event; null once its record is deleted." })
  customer(@Root() { customerId }: EventCredit, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "Customer", customerId);
  }

  @FieldResolver(() => RepType, {
    nullable: true,
    description: "Who is credited; null for the house, whose is what nobody served.",
  })
  rep(@Root() { repId }: EventCredit, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return repId && planReference(context, info, "Rep", repId);
  }

  @FieldResolver(() => ContractType, {
    nullable: true,
    description: "The contract that was signed or ended; null where it was another record.",
  })
  contract(@Root() credit: EventCredit, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return sourceOf("Contract", credit, context, info);
  }

  @FieldResolver(() => RenewalType, {
    nullable: true,
    description: "The renewal that was closed; null where it was another record.",
  })
  renewal(@Root() credit: EventCredit, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return sourceOf("Renewal", credit, context, info);
  }

  @FieldResolver(() => PurchaseType, {
    nullable: true,
    description: "The purchase or refund; null where it was another record.",
  })
  purchase(@Root() credit: EventCredit, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return sourceOf("Purchase", credit, context, info);
  }
}

const sourceOf = (type: EventSource, { source, sourceId }: EventCredit, context: Context, info: GraphQLResolveInfo) =>
  source === type ? planReference(context, info, type, sourceId) : null;
