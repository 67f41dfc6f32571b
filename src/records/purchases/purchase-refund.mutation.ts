import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayUpsert } from "../policy";
import { refundPurchase } from "./purchase-refund.service";
import { PurchaseRefundInput } from "./purchase.inputs";
import { PurchaseType } from "./purchase.type";

export const PurchaseRefund = businessMutation({
  name: "purchaseRefund",
  description: "Takes back a purchase, or a part of it, on a day. Administrators.",
  input: PurchaseRefundInput,
  subject: { field: "refund", type: PurchaseType, typeName: "Purchase" },
  may: mayUpsert,
  act: refundPurchase,
});
