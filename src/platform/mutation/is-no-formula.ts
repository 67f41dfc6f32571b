import { Matches } from "class-validator";

/** How a cell begins that a spreadsheet would compute. Source: OWASP, CSV Injection. */
export const NO_FORMULA = /^(?![=+\-@\t\r])/;

/** What stands in files that people open in a spreadsheet. */
export const IsNoFormula = (): PropertyDecorator =>
  Matches(NO_FORMULA, {
    message: "$property must not begin with =, +, - or @, which a spreadsheet takes for a formula",
  });
