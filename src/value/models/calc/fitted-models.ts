import type { Day } from "../../../kernel/calendar";
import type { BgNbd } from "./bg-nbd";
import type { Fit } from "./fit";
import type { GammaGamma } from "./gamma-gamma";
import type { ShiftedBetaGeometric } from "./shifted-beta-geometric";

/** The models by kind, with their parameters. */
export interface ModelsByKind {
  /** time in weeks */
  readonly BG_NBD: BgNbd;
  /** amounts in the major unit of the model's currency */
  readonly GAMMA_GAMMA: GammaGamma;
  readonly SHIFTED_BETA_GEOMETRIC: ShiftedBetaGeometric;
}
export type ModelKind = keyof ModelsByKind;

/** One fit as it was stored: of a segment's customers, or of all. */
export interface StoredModel<Kind extends ModelKind = ModelKind> {
  readonly id: string;
  readonly kind: Kind;
  /** null: of all customers */
  readonly segment: string | null;
  readonly asOf: Day;
  readonly status: Fit<unknown>["status"];
  /** why there are no parameters; null when there are */
  readonly reason: string | null;
  readonly parameters: ModelsByKind[Kind] | null;
  /** of the amounts; null where the model has none */
  readonly currency: string | null;
  readonly assumed: readonly string[];
}

/** A model to foretell with, and all that a reader of its numbers must know. */
export interface FittedModel<Kind extends ModelKind> {
  readonly id: string;
  /** whose customers it was fitted to; null: all */
  readonly segment: string | null;
  readonly asOf: Day;
  readonly parameters: ModelsByKind[Kind];
  readonly currency: string | null;
  /** sentences; the last ones say which fit it is, and why another's stands in where it does */
  readonly assumed: readonly string[];
}

/** The latest fits as of a day, one of each kind for every segment. */
export interface FittedModels {
  /**
   * The segment's own model, or that of all customers where the segment has none.
   *
   * @param segment null: of a customer that is in none
   * @returns null when nothing of this kind was fitted
   */
  of<Kind extends ModelKind>(kind: Kind, segment: string | null): FittedModel<Kind> | null;
}

/** @param latest at most one of each kind and segment, those that could not be fitted too */
export function fittedModelsOf(latest: readonly StoredModel[]): FittedModels {
  const stored = new Map(latest.map((model) => [keyOf(model.kind, model.segment), model]));
  const find = <Kind extends ModelKind>(kind: Kind, segment: string | null): StoredModel<Kind> | null =>
    (stored.get(keyOf(kind, segment)) as StoredModel<Kind> | undefined) ?? null;
  return {
    of(kind, segment) {
      const own = find(kind, segment);
      if (own && own.parameters !== null) return told(own, own.parameters, []);
      const all = find(kind, null);
      if (segment === null || all === null || all.parameters === null) return null;
      const why = own?.reason ?? "It was not fitted by itself.";
      return told(all, all.parameters, [`The model of all customers stands in for that of segment ${segment}: ${why}`]);
    },
  };
}

const keyOf = (kind: ModelKind, segment: string | null): string => JSON.stringify([kind, segment]);

function told<Kind extends ModelKind>(
  { id, segment, asOf, currency, assumed }: StoredModel<Kind>,
  parameters: ModelsByKind[Kind],
  standIn: readonly string[],
): FittedModel<Kind> {
  const whose = segment === null ? "all customers" : `customers of segment ${segment}`;
  const fit = `The model was fitted to ${whose} as of ${asOf} (model ${id}).`;
  return { id, segment, asOf, parameters, currency, assumed: [...assumed, fit, ...standIn] };
}
