import { others, ownFacts, type RecordExtension, type RecordMap, type Sql } from "../../platform/plan/record";
import { seesPay } from "../policy";
import { LineCreditEntity } from "./line-credit.entity";
import { StatementLineEntity } from "./statement-line.entity";
import { StatementEntity } from "./statement.entity";

const startOf = (statement: string): Sql =>
  `(select period.starts_on from pay_period period where period.id = ${statement}.pay_period_id)`;

export const statementRecord: RecordMap = {
  type: "Statement",
  entity: StatementEntity,
  sees: seesPay,
  guarded: true,
  disclosure: { PAY: ["externalId", "exceptions", "inputHash", "version", "lines", "totals"] },
  relations: {
    lines: ownFacts.connection("StatementLine", (line, statement) => `${line}.statement_id = ${statement}.id`),
  },
  orders: { STARTS_ON: { sql: startOf, type: "date", nullable: false } },
  defaultDirection: "DESC",
  filters: {
    payPeriod: {
      type: "bigint",
      idOf: "PayPeriod",
      sql: (statement, value) => `${statement}.pay_period_id = ${value}`,
    },
    rep: { type: "bigint", idOf: "Rep", sql: (statement, value) => `${statement}.rep_id = ${value}` },
  },
};

export const statementLineRecord: RecordMap = {
  type: "StatementLine",
  entity: StatementLineEntity,
  sees: seesPay,
  guarded: true,
  disclosure: {
    PAY: [
      ...[
        "externalId",
        "position",
        "kind",
        "paidKind",
        "planCode",
        "planVersion",
        "component",
        "earningCode",
        "amount",
      ],
      ...["forPeriod", "event", "corrects", "trace", "credits", "explanation"],
    ],
  },
  relations: {
    credits: ownFacts.connection("LineCredit", (credit, line) => `${credit}.line_id = ${line}.id`),
  },
  orders: { POSITION: "position" },
};

export const lineCreditRecord: RecordMap = {
  type: "LineCredit",
  entity: LineCreditEntity,
  sees: seesPay,
  guarded: true,
  disclosure: { PAY: ["event", "customer", "creditedOn", "credited", "amount"] },
  orders: { EVENT: "event" },
};

export const repStatements: RecordExtension = {
  extend: "Rep",
  relations: { statements: others.connection("Statement", (statement, rep) => `${statement}.rep_id = ${rep}.id`) },
  disclosure: { PAY: ["statements"] },
};

export const periodStatements: RecordExtension = {
  extend: "PayPeriod",
  relations: {
    statements: others.connection("Statement", (statement, period) => `${statement}.pay_period_id = ${period}.id`),
  },
  disclosure: { PAY: ["statements", "totals"] },
};
