import { Matches } from "class-validator";

/** A decimal of 0 or more. What was given is not repeated in the message: it is pay. */
export const IsAmount = (): PropertyDecorator =>
  Matches(/^\d+(\.\d+)?$/, { message: "$property must be a decimal number of 0 or more such as 20000.00" });
