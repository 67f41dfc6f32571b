import { ValidateIf } from "class-validator";

/** The rules of a field that may be left out, but cannot be null. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_row, value) => value !== undefined);
