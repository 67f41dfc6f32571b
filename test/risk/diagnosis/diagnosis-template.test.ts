import { misasked } from "../../../src/risk/diagnosis/calc/misasked";
import type { DiagnosisTemplate } from "../../../src/risk/diagnosis/calc/diagnosis-template";
import { diagnosisTemplateOn } from "../../../src/risk/diagnosis/diagnosis-template.queries";
import { aCustomer, store } from "../../support/builders";
import { keepsItsVersions, type Kind, type Publishing, publishing, REASON } from "../../support/versions";

const TEMPLATES: Kind<DiagnosisTemplate> = {
  action: { name: "diagnosisTemplatePublish", subject: "template", selection: "version" },
  table: "diagnosis_template",
  on: diagnosisTemplateOn,
};
let versions: Publishing<DiagnosisTemplate>;

const question = (code: string, more: object = {}) => ({ code, dimension: "SERVICE", text: "How badly?", ...more });

describe("a diagnosis template", () => {
  beforeEach(async () => {
    versions = await publishing(TEMPLATES);
  });
  afterEach(() => versions.database.close());

  test("asks about all nine dimensions from the first day on, and nothing is wrong with it", async () => {
    const first = await versions.on("1900-01-01");
    expect(first).toMatchObject({ version: 1, course: "diagnosis", holdsDays: 180, bySegment: {} });
    expect(new Set(first.questions.map(({ dimension }) => dimension)).size).toBe(9);
    expect(misasked(first)).toBeNull();
  });

  test("is the latest one with what is given changed, from its day on", async () => {
    await versions.publish(1, "2026-03-01", { course: "method-2", questions: [question("A")] });
    await versions.publish(2, "2026-04-01", { holdsDays: 90 });
    expect(await versions.on("2026-02-28")).toMatchObject({ version: 1, course: "diagnosis" });
    expect(await versions.on("2026-03-31")).toMatchObject({ version: 2, course: "method-2", holdsDays: 180 });
    expect(await versions.on("2026-04-01")).toMatchObject({
      ...{ version: 3, course: "method-2", holdsDays: 90 },
      questions: [{ code: "A", dimension: "SERVICE", text: "How badly?", weight: 1 }],
    });
  });

  test("is told in the graph, the latest first, with its segments by name", async () => {
    const bySegment = [
      { segment: "SMALL", without: ["B"] },
      { segment: "KEY", questions: [question("C", { weight: 2 })] },
    ];
    await versions.publish(1, "2026-03-01", { questions: [question("A"), question("B")], bySegment });
    const { data, errors } = await versions.graph.ask<{ diagnosisTemplates: { edges: { node: object }[] } }>(
      { role: "REP", repId: "1" },
      `{ diagnosisTemplates { edges { node { version course holdsDays reason questions { code weight }
         bySegment { segment without questions { code weight } } } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.diagnosisTemplates.edges.map(({ node }) => node)).toEqual([
      {
        ...{ version: 2, course: "diagnosis", holdsDays: 180, reason: REASON },
        questions: [
          { code: "A", weight: 1 },
          { code: "B", weight: 1 },
        ],
        bySegment: [
          { segment: "KEY", without: [], questions: [{ code: "C", weight: 2 }] },
          { segment: "SMALL", without: ["B"], questions: [] },
        ],
      },
      expect.objectContaining({ version: 1 }),
    ]);
  });

  test("is tapered to the customer that is asked about", async () => {
    await store(versions.database.owner, [
      aCustomer({ externalId: "key", segment: "KEY" }),
      aCustomer({ externalId: "small", segment: "SMALL" }),
      aCustomer({ externalId: "none" }),
    ]);
    const bySegment = [{ segment: "KEY", without: ["A"], questions: [question("C")] }];
    await versions.publish(1, "2026-03-01", { questions: [question("A"), question("B")], bySegment });
    const { data } = await versions.graph.ask(
      { role: "AUDITOR" },
      `{ key: customer(externalId: "key") { diagnosisQuestions { code } }
         small: customer(externalId: "small") { diagnosisQuestions { code } }
         none: customer(externalId: "none") { diagnosisQuestions { code } } }`,
    );
    const asked = (...codes: string[]) => ({ diagnosisQuestions: codes.map((code) => ({ code })) });
    expect(data).toEqual({ key: asked("B", "C"), small: asked("A", "B"), none: asked("A", "B") });
  });
});

keepsItsVersions(TEMPLATES, [
  ["a question twice", { questions: [question("A"), question("A")] }, "INVALID questions"],
  ["no question", { questions: [] }, "INVALID questions"],
  ["a weight of 0", { questions: [question("A", { weight: 0 })] }, "INVALID questions"],
  ["a segment twice", { bySegment: [{ segment: "A" }, { segment: "A" }] }, "INVALID bySegment"],
  [
    "a segment that leaves out what is not asked",
    { bySegment: [{ segment: "A", without: ["X"] }] },
    "INVALID bySegment",
  ],
  [
    "new questions that a segment's own do not fit",
    { questions: [question("A")], bySegment: [{ segment: "S", without: ["A"] }] },
    "INVALID bySegment",
  ],
  ["no course", { course: "" }, "INVALID course"],
  ["a review that speaks for no day", { holdsDays: 0 }, "INVALID holdsDays"],
  ["null where none is meant", { questions: null }, "INVALID questions"],
]);
