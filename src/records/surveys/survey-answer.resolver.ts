import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayUpsert } from "../policy";
import { SurveyAnswerInput } from "./survey.inputs";
import { answerSurvey } from "./survey.service";
import { SurveyAnswerType } from "./survey.type";

export const SurveyAnswerResolver = businessMutation({
  name: "surveyAnswer",
  description: "Records what a customer answered. Administrators: nobody collects the answers about its own work.",
  input: SurveyAnswerInput,
  subject: { field: "survey", type: SurveyAnswerType, typeName: "SurveyAnswer" },
  may: mayUpsert,
  act: answerSurvey,
});
