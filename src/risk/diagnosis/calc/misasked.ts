import { type DiagnosisTemplate, type Question, questionsFor } from "./diagnosis-template";

const CODE = /^[A-Z][A-Z0-9_]{0,99}$/;
const MOST_WEIGHT = 100;
const LONGEST_TEXT = 500;

/** A fault of a template, and where it stands. */
export interface Fault {
  readonly field: "questions" | "bySegment";
  /** goes on after the field's name */
  readonly message: string;
}

/** What is wrong with the questions of a template; null when nothing is. */
export function misasked({ questions, bySegment }: Pick<DiagnosisTemplate, "questions" | "bySegment">): Fault | null {
  const [wrong] = questions.flatMap((one) => faultOf(one) ?? []);
  if (wrong) return { field: "questions", message: wrong };
  const twice = repeated(questions.map(({ code }) => code));
  if (twice) return { field: "questions", message: `has ${twice} twice: give each question a code of its own` };
  const codes = questions.map(({ code }) => code);
  for (const [segment, own] of Object.entries(bySegment)) {
    const message = faultOfSegment(segment, own.without, codes) ?? own.questions.map(faultOf).find(Boolean);
    if (message) return { field: "bySegment", message };
    const asked = questionsFor({ questions, bySegment }, segment);
    if (asked.length === 0) return { field: "bySegment", message: `leaves nothing to ask of ${segment}` };
    const again = repeated(asked.map(({ code }) => code));
    if (again) return { field: "bySegment", message: `asks ${again} twice of ${segment}: leave the first one out` };
  }
  return null;
}

const repeated = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) < index);

function faultOf({ code, text, weight }: Question): string | null {
  if (!CODE.test(code)) return `has the code "${code}": use capital letters, digits and _`;
  if (text.trim() === "" || text.length > LONGEST_TEXT) return `has a ${code} without 1 to ${LONGEST_TEXT} characters`;
  if (weight > 0 && weight <= MOST_WEIGHT) return null;
  return `gives ${code} the weight ${weight}: it must be above 0, at most ${MOST_WEIGHT}`;
}

function faultOfSegment(segment: string, without: readonly string[], codes: readonly string[]): string | null {
  if (segment.trim() === "") return "names an empty segment: leave it out";
  const unknown = without.find((code) => !codes.includes(code));
  return unknown === undefined ? null : `leaves ${unknown} out for ${segment}, which is no question of the template`;
}
