import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayUpsert } from "../policy";
import { RepLeaveInput } from "../reps/rep.inputs";
import { RepType } from "../reps/rep.type";
import { leaveRep } from "./rep-leave.service";

export const RepLeave = businessMutation({
  name: "repLeave",
  description:
    "Ends a rep's employment, positions and assignments on a day: its customers go to the house. Administrators.",
  input: RepLeaveInput,
  subject: { field: "rep", type: RepType, typeName: "Rep" },
  may: mayUpsert,
  act: leaveRep,
});
