import type { Fit } from "../../../src/value/models/calc/fit";

/** The parameters of a fit that a test needs; it fails with the reason where there are none. */
export function fitted<Parameters>(fit: Fit<Parameters>): Extract<Fit<Parameters>, { status: "FITTED" }> {
  if (fit.status !== "FITTED") throw new Error(`${fit.status}: ${fit.reason}`);
  return fit;
}
