import DataLoader from "dataloader";
import type { Context } from "./context";

const loaders = new WeakMap<Context, Map<unknown, DataLoader<string, unknown>>>();

/**
 * One value among many that a request computes at once: the calls of one name in one request become one batch.
 *
 * @param name equal names share a batch, so it holds every argument that the batch depends on
 * @param load answers for all keys together; a key that it leaves out has the value null
 */
export function batched<Value>(
  context: Context,
  name: unknown,
  key: string,
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<Value | null> {
  const ofRequest = loaders.get(context) ?? new Map<unknown, DataLoader<string, unknown>>();
  loaders.set(context, ofRequest);
  let loader = ofRequest.get(name);
  if (!loader) {
    loader = new DataLoader(async (keys: readonly string[]) => {
      const found = await load(keys);
      return keys.map((one) => found.get(one) ?? null);
    });
    ofRequest.set(name, loader);
  }
  return loader.load(key) as Promise<Value | null>;
}
