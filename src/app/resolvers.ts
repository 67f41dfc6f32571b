import type { NonEmptyArray } from "type-graphql";
import { CustomerTeamResolver, RepAssignmentsResolver } from "../records/account-teams/assignment.resolver";
import { CustomerResolver } from "../records/customers/customer.resolver";
import { CustomerInteractionsResolver, RepInteractionsResolver } from "../records/interactions/interaction.resolver";
import { RepResolver } from "../records/reps/rep.resolver";
import { ViewerResolver } from "../records/reps/viewer.resolver";
import { TeamResolver } from "../records/teams/team.resolver";
import { NodeResolver } from "./node.resolver";

/** Every class that answers a part of the graph. */
export const resolvers: NonEmptyArray<new () => object> = [
  NodeResolver,
  ViewerResolver,
  TeamResolver,
  RepResolver,
  CustomerResolver,
  CustomerTeamResolver,
  RepAssignmentsResolver,
  CustomerInteractionsResolver,
  RepInteractionsResolver,
];
