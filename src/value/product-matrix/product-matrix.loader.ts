import type { Day } from "../../kernel/calendar";
import { batched } from "../../platform/graphql/batch";
import type { Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { listPage, type Place } from "../../platform/plan/list-page";
import { must } from "../../kernel/invariant";
import { nextStep, precedent, productMatrix } from "./calc/product-matrix";
import {
  catalogueSeries,
  companyHoldings,
  type CatalogueSeries,
  type CompanyHoldings,
  type Holder,
  holdersOf,
  holdingsOf,
} from "./product-matrix.queries";
import type { ProductHoldingType, ProductMatrixType } from "./product-matrix.type";

/** The catalogue and what everybody holds on a day: asked for once in a request. */
export async function matrixOn(
  context: Context,
  asOf: Day,
): Promise<CompanyHoldings & { readonly catalogue: readonly CatalogueSeries[] }> {
  const ask = async () => {
    const [catalogue, holdings] = await Promise.all([catalogueSeries(context), companyHoldings(context, asOf)]);
    return new Map([[asOf as string, { ...holdings, catalogue }]]);
  };
  return must(await batched(context, "productMatrix", asOf, ask), "the matrix of a day is there when it was asked for");
}

/** The whole matrix on a day, told by its columns. */
export async function companyMatrix(context: Context, asOf: Day): Promise<ProductMatrixType> {
  const { catalogue, holdings, sizes } = await matrixOn(context, asOf);
  return {
    asOf,
    customers: sizes.reduce((sum, { customers }) => sum + customers, 0),
    series: productMatrix(catalogue, holdings, sizes),
  };
}

/** A customer's row of the matrix, of the series that it holds: three statements, for however many customers. */
export async function productHoldings(context: Context, customer: string, asOf: Day): Promise<ProductHoldingType[]> {
  const [own, { catalogue, holdings }] = await Promise.all([
    batched(context, `productHoldings ${asOf}`, customer, (keys) => holdingsOf(context, keys, asOf)),
    matrixOn(context, asOf),
  ]);
  return (own ?? []).map((holding) => {
    const series = must(
      catalogue.find(({ series }) => series === holding.series),
      "what is held is in the catalogue",
    );
    const next = nextStep(series.steps, holding.steps);
    const known = next === null ? null : precedent(holdings, holding, next);
    return {
      ...{ series: holding.series, steps: holding.steps, nextStep: next },
      ...{ similarCustomers: known?.similar ?? null, similarTook: known?.took ?? null },
      productIds: next === null ? [] : series.products.filter(({ step }) => step === next).map(({ id }) => id),
    };
  });
}

/** The customers that the viewer sees and whose next step of a series this one is, the one that bought of it last first. */
export async function whitespace(
  context: Context,
  asOf: Day,
  of: { readonly series: string; readonly step: number },
  page: PageArgs,
): Promise<Connection<Holder>> {
  const [{ catalogue }, holders] = await Promise.all([matrixOn(context, asOf), holdersOf(context, of.series, asOf)]);
  const steps = catalogue.find(({ series }) => series === of.series)?.steps ?? [];
  const rows = holders.filter((holder) => nextStep(steps, holder.steps) === of.step);
  const placeOf = ({ customerId, lastBoughtOn }: Holder): Place => ({
    value: BigInt(lastBoughtOn.replaceAll("-", "")),
    id: customerId,
  });
  return listPage({ name: "SeriesHolder", rows, placeOf }, page, "whitespace");
}
