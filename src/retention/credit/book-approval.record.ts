import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { BookApprovalEntity } from "../../records/account-teams/book-approval.entity";
import { seesFactOfRep } from "../../records/policy";

export const bookApprovalRecord: RecordMap = {
  type: "BookApproval",
  entity: BookApprovalEntity,
  sees: seesFactOfRep,
  fields: { on: (approval) => `${approval}.on_day` },
  orders: { ON: "onDay" },
  defaultDirection: "DESC",
};

export const repBookApprovals: RecordExtension = {
  extend: "Rep",
  relations: {
    bookApprovals: ownFacts.connection("BookApproval", (approval, rep) => `${approval}.rep_id = ${rep}.id`),
  },
};
