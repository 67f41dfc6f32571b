import { existsSync } from "node:fs";
import path from "node:path";

/** Public data sets, beside the repository where they are present at all. */
export const sharedData = (name: string): string => path.resolve(__dirname, "../../../shared/data", name);

/** A test that needs a data set; visibly skipped where it is not. */
export const testWith = (name: string): typeof test => (existsSync(sharedData(name)) ? test : test.skip);
