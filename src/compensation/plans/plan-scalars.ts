import { isISO4217CurrencyCode } from "class-validator";
import { z } from "zod";
import { NO_FORMULA } from "../../kernel/spreadsheet";
import { MeasureCode } from "../../records/quotas/measure-code.type";

/** What single fields of a plan's document take. */

const decimalOf = (pattern: RegExp, takes: string) =>
  z.string({ error: `takes ${takes} as text` }).regex(pattern, { error: `takes ${takes} as text` });
const DIGITS = "with up to 15 digits ahead of the point and 8 behind it";
export const anyDecimal = decimalOf(/^-?\d{1,15}(\.\d{1,8})?$/, `a decimal number such as "0.05" or "-10", ${DIGITS},`);
export const decimal = decimalOf(/^\d{1,15}(\.\d{1,8})?$/, `a decimal number of 0 or more such as "0.05", ${DIGITS},`);
export const amount = decimal.describe("An amount in the major unit of the plan's currency.");
export const factor = decimal.describe("A factor; 1 = 100 %.");
const CURRENCY = "takes an ISO 4217 code such as EUR";
export const code = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,39}$/, { error: "takes capitals, digits and _, such as NEW_BUSINESS" });
const textOf = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, { error: "takes a text that is not empty" })
    .max(longest, { error: `takes ${longest} characters at most` });
export const text = textOf(200);
export const earningCode = textOf(40)
  .regex(NO_FORMULA, { error: "must not begin with =, +, - or @, which a spreadsheet takes for a formula" })
  .describe("What HR books it as.");

export const measure = z
  .enum(Object.keys(MeasureCode) as [MeasureCode, ...MeasureCode[]])
  .describe("What is measured.");
export const scope = z
  .enum(["OWN", "SUBTREE", "TEAM", "COMPANY"])
  .describe("Whose figure: the person's own book, that of everybody below it, its team's, or the company's.");
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: CURRENCY })
  .refine(isISO4217CurrencyCode, { error: CURRENCY })
  .describe("ISO 4217 code: what the plan is told and paid in.");
