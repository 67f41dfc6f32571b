import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType("Node", {
  description: "A record with an id of its own, that `node(id)` finds again.",
  resolveType: (value: { "#type": string }) => value["#type"],
})
export abstract class NodeType {
  @Field(() => ID, { description: "Opaque and unique in the whole graph. Read it, keep it, never make one." })
  id: string;
}
