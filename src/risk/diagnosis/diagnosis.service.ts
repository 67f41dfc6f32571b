import { type EntityManager, LessThanOrEqual } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import type { UserError } from "../../platform/graphql/user-error.type";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, objection, refuse } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import type { CustomerEntity } from "../../records/customers/customer.entity";
import { customerRecord } from "../../records/customers/customer.record";
import { diagnosisOf, WORST_ANSWER } from "./calc/diagnosis";
import { type Question, questionsFor } from "./calc/diagnosis-template";
import { DiagnosisTemplateEntity } from "./diagnosis-template.entity";
import { DiagnosisEntity } from "./diagnosis.entity";
import type { DiagnosisAnswerInput, DiagnosisFileInput } from "./diagnosis.inputs";
import { isTrained } from "./diagnosis.queries";

const writes = {
  action: "diagnosisFile",
  entity: DiagnosisEntity,
  spec: { record: "diagnosis", table: "diagnosis" },
};

/** Files what the actor itself found in a review. Only who is trained in the method may, on the day of the review and now. */
export async function fileDiagnosis(tx: EntityManager, actor: Actor, input: DiagnosisFileInput): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", input.customer);
  if (!customer) return notFound("customer");
  const on = (input.on ?? actor.today) as Day;
  if (on > actor.today) return refuse("INVALID", "on", `is ${on}: a review is filed when it was held`);
  const reviewerId = must(actor.viewer.repId, "only reps file reviews");
  const template = await templateOn(tx, on);
  for (const day of new Set([on, actor.today])) {
    if (await isTrained(tx, reviewerId, template.course, day)) continue;
    const course = `no completion of the course "${template.course}" of yours holds on ${day}`;
    return refuse("CONFLICT", "on", `is ${on}: ${course}; complete it, or ask somebody who has`);
  }
  const questions = questionsFor(template, customer.segment);
  const wrong = misanswered(input.answers, questions);
  if (wrong) return unchanged(wrong);
  const given = new Map(input.answers.map(({ question, answer }) => [question, answer]));
  const answers = questions.map((question) => ({ ...question, answer: given.get(question.code) ?? null }));
  const { score, dimensions, worst } = diagnosisOf(answers);
  return add(
    tx,
    { ...writes, actor },
    {
      ...{ customerId: customer.id, reviewerId, templateId: template.id, reviewedOn: on },
      ...{ score: must(score, "something was answered"), dimensions: [...dimensions], answers },
      ...{ worstDimension: worst?.dimension ?? null, worstScore: worst?.score ?? null, note: input.note ?? null },
    },
  );
}

const templateOn = (tx: EntityManager, day: Day): Promise<DiagnosisTemplateEntity> =>
  tx
    .getRepository(DiagnosisTemplateEntity)
    .findOneOrFail({ where: { effectiveFrom: LessThanOrEqual(day) }, order: { version: "DESC" } });

function misanswered(answers: readonly DiagnosisAnswerInput[], questions: readonly Question[]): UserError | null {
  const refused = (message: string) => objection("INVALID", "answers", message);
  const codes = questions.map(({ code }) => code);
  const asked = answers.map(({ question }) => question);
  const unknown = asked.find((code) => !codes.includes(code));
  if (unknown !== undefined) return refused(`answers ${unknown}, which is not asked; asked are ${codes.join(", ")}`);
  const twice = asked.find((code, index) => asked.indexOf(code) < index);
  if (twice !== undefined) return refused(`answers ${twice} twice: answer each question once`);
  const wrong = answers.find(({ answer }) => answer < 0 || answer > WORST_ANSWER);
  return wrong ? refused(`gives ${wrong.question} ${wrong.answer}: an answer is 0 to ${WORST_ANSWER}`) : null;
}
