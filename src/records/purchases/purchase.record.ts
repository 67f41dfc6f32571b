import { others, ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesFactOfCustomer } from "../policy";
import { PurchaseLineEntity } from "./purchase-line.entity";
import { PurchaseEntity } from "./purchase.entity";

export const purchaseRecord: RecordMap = {
  type: "Purchase",
  entity: PurchaseEntity,
  sees: seesFactOfCustomer,
  relations: {
    lines: ownFacts.connection("PurchaseLine", (line, purchase) => `${line}.purchase_id = ${purchase}.id`),
  },
  orders: { PURCHASED_ON: "purchasedOn", AMOUNT: "amountMinor" },
  defaultDirection: "DESC",
  filters: {
    from: { type: "date", sql: (purchase, value) => `${purchase}.purchased_on >= ${value}` },
    before: { type: "date", sql: (purchase, value) => `${purchase}.purchased_on < ${value}` },
    rep: { type: "bigint", idOf: "Rep", sql: (purchase, value) => `${purchase}.rep_id = ${value}` },
    refund: { type: "boolean", sql: (purchase, value) => `(${purchase}.amount_minor < 0) = ${value}` },
  },
};

export const purchaseLineRecord: RecordMap = {
  type: "PurchaseLine",
  entity: PurchaseLineEntity,
  sees: (line, scope) => {
    const sees = seesFactOfCustomer("bought", scope);
    return sees && `exists (select from purchase bought where bought.id = ${line}.purchase_id and ${sees})`;
  },
  orders: { EXTERNAL_ID: "externalId" },
};

export const customerPurchases: RecordExtension = {
  extend: "Customer",
  relations: {
    purchases: ownFacts.connection("Purchase", (purchase, customer) => `${purchase}.customer_id = ${customer}.id`),
  },
};

export const repPurchases: RecordExtension = {
  extend: "Rep",
  relations: { purchases: others.connection("Purchase", (purchase, rep) => `${purchase}.rep_id = ${rep}.id`) },
};
