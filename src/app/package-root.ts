import { existsSync } from "node:fs";
import path from "node:path";

/** The folder that holds package.json: seen from the compiled code one level higher than from the source. */
export const packageRoot = above(__dirname);

function above(folder: string): string {
  return existsSync(path.join(folder, "package.json")) ? folder : above(path.dirname(folder));
}
