import { setImmediate as nextTurn } from "node:timers/promises";
import { addDays, type Day } from "../../kernel/calendar";
import { record } from "../../platform/audit/audit";
import { transaction } from "../../platform/database/transaction";
import type { Context } from "../../platform/graphql/context";
import { conversionInto, reportingCurrency } from "../currency/conversion";
import { definitionOn, type PublishedDefinition } from "../definitions/definition.queries";
import { buyersAsOf } from "./buyers.queries";
import { type Buyer, spendOf } from "./calc/buyer";
import { foretellBuying, foretellRenewing, holdoutWeeks } from "./calc/holdout";
import { buyingModel, bySegment, decisionsByNumber, type NewModel, renewingModel, spendModel } from "./calc/new-model";
import { storeModels } from "./models.queries";
import { decisionsAsOf } from "./tenants.queries";

/**
 * Fits every model to all customers and to each segment, judges each by the later half of the time that it knows, and
 * stores all of it together: interrupted, nothing is stored.
 *
 * @param asOf no later fact is known
 */
export async function fitModels(context: Context, asOf: Day): Promise<readonly NewModel[]> {
  const definition = await definitionOn(context, asOf);
  const models = [...(await fitBuyers(context, asOf, definition)), ...(await fitTenants(context, asOf, definition))];
  context.signal.throwIfAborted();
  await transaction(context.database, context.viewer, async (tx) => {
    await storeModels(
      tx,
      models.map((model) => ({ ...model, definitionVersion: definition.version })),
    );
    const fitted = models.filter(({ status }) => status === "FITTED").length;
    await record(tx, {
      viewer: context.viewer,
      action: "fit",
      subject: { type: "customerModel", id: null },
      before: null,
      after: { asOf, models: models.length, fitted },
    });
  });
  return models;
}

/** A fit keeps the processor: between two of them an interrupt is heard. */
async function breathe({ signal }: Context): Promise<void> {
  await nextTurn();
  signal.throwIfAborted();
}

async function fitBuyers(context: Context, asOf: Day, definition: PublishedDefinition): Promise<NewModel[]> {
  const buyers = await buyersAsOf(context, asOf, asOf, null);
  const weeks = holdoutWeeks(buyers.reduce((most, { ageDays }) => Math.max(most, ageDays), 0));
  const cut = addDays(asOf, -7 * weeks);
  const stretch = { startsOn: addDays(cut, 1), endsOn: addDays(asOf, 1) };
  const before = bySegment(await buyersAsOf(context, cut, asOf, null));
  const currency = await reportingCurrency(context, definition);
  const { of: convert } = await conversionInto(context, currency, asOf);
  const models: NewModel[] = [];
  for (const [segment, ofSegment] of bySegment<Buyer>(buyers)) {
    await breathe(context);
    const holdout = foretellBuying(before.get(segment) ?? [], weeks, stretch);
    await breathe(context);
    models.push(buyingModel({ segment, asOf }, ofSegment, holdout));
    const spends = ofSegment.map((buyer) => spendOf(buyer, currency, convert)).filter((spend) => spend !== null);
    models.push(spendModel({ segment, asOf }, spends, currency));
  }
  return models;
}

async function fitTenants(context: Context, asOf: Day, { graceDays }: PublishedDefinition): Promise<NewModel[]> {
  const decisions = await decisionsAsOf(context, asOf, graceDays, null);
  const weeks = holdoutWeeks(decisions.reduce((most, { knownDays }) => Math.max(most, knownDays), 0));
  const cut = addDays(asOf, -7 * weeks);
  const stretch = { startsOn: addDays(cut, 1), endsOn: addDays(asOf, 1) };
  const before = bySegment(await decisionsAsOf(context, cut, graceDays, null));
  const since = bySegment(await decisionsAsOf(context, asOf, graceDays, cut));
  const models: NewModel[] = [];
  for (const [segment, ofSegment] of bySegment(decisions)) {
    await breathe(context);
    const [known, later] = [before, since].map((all) => decisionsByNumber(all.get(segment) ?? []));
    const holdout = foretellRenewing(known!, later!, stretch);
    models.push(renewingModel({ segment, asOf }, decisionsByNumber(ofSegment), holdout));
  }
  return models;
}
