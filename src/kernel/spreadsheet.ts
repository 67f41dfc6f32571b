/** How a cell begins that a spreadsheet takes for no formula. Source: OWASP, CSV Injection. */
export const NO_FORMULA = /^(?![=+\-@\t\r])/;

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A text for a file that people open in a spreadsheet: what would be computed there stands behind an apostrophe, as OWASP
 * advises. A number is one, below zero, too.
 */
export const cellText = (text: string): string => (NO_FORMULA.test(text) || NUMBER.test(text) ? text : `'${text}`);
