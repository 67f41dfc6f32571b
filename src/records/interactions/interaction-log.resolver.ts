import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayLog } from "../policy";
import { InteractionLogInput } from "./interaction.inputs";
import { logInteraction } from "./interaction-log.service";
import { InteractionType } from "./interaction.type";

export const InteractionLogResolver = businessMutation({
  name: "interactionLog",
  description: "Writes down that you have been in touch with a customer. Reps and leaders, each for itself.",
  input: InteractionLogInput,
  subject: { field: "interaction", type: InteractionType, typeName: "Interaction" },
  may: mayLog,
  act: logInteraction,
});
