import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesFactOfCustomer } from "../policy";
import { SurveyEntity } from "./survey.entity";

export const surveyRecord: RecordMap = {
  type: "SurveyAnswer",
  entity: SurveyEntity,
  sees: seesFactOfCustomer,
  disclosure: { NOTE: ["comment"] },
  orders: { ANSWERED_ON: "answeredOn", SCORE: "score" },
  defaultDirection: "DESC",
  filters: {
    from: { type: "date", sql: (answer, value) => `${answer}.answered_on >= ${value}` },
    before: { type: "date", sql: (answer, value) => `${answer}.answered_on < ${value}` },
    scoreAtMost: { type: "integer", sql: (answer, value) => `${answer}.score <= ${value}` },
  },
};

export const customerSurveys: RecordExtension = {
  extend: "Customer",
  relations: {
    surveys: ownFacts.connection("SurveyAnswer", (answer, customer) => `${answer}.customer_id = ${customer}.id`),
  },
};
