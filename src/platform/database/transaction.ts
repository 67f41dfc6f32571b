import type { EntityManager } from "typeorm";
import type { Viewer } from "../auth/viewer";
import type { Database } from "./database";
import { SET_VIEWER, viewerSettings } from "./viewer-settings";

/**
 * Runs work in one transaction; an error rolls all of it back. With a viewer, row security policies see who asks, as
 * `current_setting('holdfast.principal' | 'holdfast.role' | 'holdfast.rep_id', true)`, until the transaction ends.
 */
export function transaction<T>(
  database: Database,
  viewer: Viewer | null,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  return database.dataSource.transaction(async (tx) => {
    if (viewer) await tx.query(SET_VIEWER, viewerSettings(viewer));
    return work(tx);
  });
}
