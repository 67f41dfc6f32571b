import { Matches } from "class-validator";

/** A text that says something: blanks alone are no reason, and no name. */
export const IsTold = (): PropertyDecorator => Matches(/\S/, { message: "$property should not be empty" });
