import { Matches } from "class-validator";
import { NO_FORMULA } from "../../kernel/spreadsheet";

/** What stands in files that people open in a spreadsheet. */
export const IsNoFormula = (): PropertyDecorator =>
  Matches(NO_FORMULA, {
    message: "$property must not begin with =, +, - or @, which a spreadsheet takes for a formula",
  });
