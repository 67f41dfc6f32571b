import fc from "fast-check";
import type { RiskBand } from "../../../src/risk/models/calc/risk-model";
import type { Opening, Playbook } from "../../../src/risk/playbooks/calc/playbook";
import { type Alarming, alertsOf } from "../../../src/risk/plays/calc/alert";
import type { SignalCode } from "../../../src/risk/signals/calc/signal-code";
import { BY_SIGNALS } from "./by-signals";

const playbook = (code: string, opening: Opening): Playbook => ({
  ...{ id: code, code, opening, dueWithinDays: 7, coolDownDays: 30 },
});
const rhythm = playbook("RHYTHM", { on: "SIGNAL", signal: "PURCHASE_RHYTHM", fromSeverity: 0.5, belowSeverity: 1 });
const complaint = playbook("COMPLAINT", {
  ...{ on: "SIGNAL", signal: "OPEN_COMPLAINTS", fromSeverity: 0.7, belowSeverity: null },
});
const atRisk = playbook("AT_RISK", { on: "BAND", fromBand: "AT_RISK" });
const thanks = playbook("THANKS", { on: "EVENT", event: "RENEWED" });
const PLAYBOOKS = [atRisk, complaint, rhythm, thanks];

const driver = (signal: SignalCode, severity: number, evidence: string = signal) => ({ signal, severity, evidence });
const customer = (band: RiskBand, ...drivers: Alarming["drivers"][number][]): Alarming => ({
  ...{ customerId: "1", band, drivers, ...BY_SIGNALS },
});
const opened = (one: Alarming): string[] => alertsOf(one, PLAYBOOKS).map((alert) => alert.playbook.code);

test.each<[string, Alarming, string[]]>([
  ["nobody is alarmed by a healthy customer", customer("HEALTHY", driver("NPS", 0.2)), []],
  ["a sign opens its play from its severity on", customer("WATCH", driver("PURCHASE_RHYTHM", 0.5)), ["RHYTHM"]],
  ["below it there is none", customer("WATCH", driver("PURCHASE_RHYTHM", 0.49)), []],
  ["nor from the severity on where it ends", customer("CRITICAL", driver("PURCHASE_RHYTHM", 1)), []],
  ["without an end it is open at its worst", customer("WATCH", driver("OPEN_COMPLAINTS", 1)), ["COMPLAINT"]],
  ["a band opens its play", customer("AT_RISK", driver("NPS", 1)), ["AT_RISK"]],
  ["and so does a worse band", customer("CRITICAL", driver("NPS", 1)), ["AT_RISK"]],
  [
    "what a sign's own play answers opens no second one for the band",
    customer("AT_RISK", driver("PURCHASE_RHYTHM", 0.8), driver("NPS", 0.5)),
    ["RHYTHM"],
  ],
  [
    "a sign too faint for its own play leaves the customer to the band's",
    customer("AT_RISK", driver("NPS", 1), driver("PURCHASE_RHYTHM", 0.2)),
    ["AT_RISK"],
  ],
  [
    "two signs open two plays",
    customer("CRITICAL", driver("PURCHASE_RHYTHM", 0.6), driver("OPEN_COMPLAINTS", 0.8)),
    ["COMPLAINT", "RHYTHM"],
  ],
])("%s", (_rule, one, codes) => expect(opened(one)).toEqual(codes));

it("quotes the sign that opened it", () => {
  const [alert] = alertsOf(
    customer("AT_RISK", driver("NPS", 1), driver("PURCHASE_RHYTHM", 0.8, "52 days.")),
    PLAYBOOKS,
  );
  expect(alert).toMatchObject({ signal: "PURCHASE_RHYTHM", severity: 0.8, band: "AT_RISK", evidence: "52 days." });
});

it("quotes the three heaviest signs where the band opened it", () => {
  const signs = (["NPS", "CSAT", "HANDOVERS", "DIAGNOSIS"] as const).map((code) => driver(code, 1, `${code}.`));
  const [alert] = alertsOf(customer("AT_RISK", ...signs), PLAYBOOKS);
  expect(alert).toMatchObject({ signal: null, severity: null, evidence: "NPS. CSAT. HANDOVERS." });
});

it("never opens a playbook twice, nor a band's play beside a sign's", () => {
  const drivers = fc.uniqueArray(
    fc.record({
      signal: fc.constantFrom<SignalCode>("PURCHASE_RHYTHM", "OPEN_COMPLAINTS", "NPS"),
      severity: fc.double({ min: 0.01, max: 1, noNaN: true }),
      evidence: fc.constant("so."),
    }),
    { selector: ({ signal }) => signal },
  );
  const band = fc.constantFrom<RiskBand>("HEALTHY", "WATCH", "AT_RISK", "CRITICAL");
  fc.assert(
    fc.property(band, drivers, (inBand, all) => {
      const codes = opened(customer(inBand, ...all));
      expect(new Set(codes).size).toBe(codes.length);
      if (codes.includes("AT_RISK")) expect(codes).toEqual(["AT_RISK"]);
      expect(codes).not.toContain("THANKS");
    }),
  );
});

describe("what an alert rests on", () => {
  const restsOn = (more: Partial<Alarming>) =>
    alertsOf({ ...customer("CRITICAL", driver("DIAGNOSIS", 1), driver("NPS", 0.3)), ...more }, PLAYBOOKS).map(
      ({ restsOnOverride, restsOnReviewerId }) => [restsOnOverride, restsOnReviewerId],
    );
  const review = (bandWithoutReview: RiskBand) => ({ reviewerId: "7", bandWithoutReview });

  test.each<[string, Partial<Alarming>, unknown[]]>([
    ["the signals", {}, [false, null]],
    ["an override that reached the band alone", { bandWithout: "WATCH" }, [true, null]],
    ["the signals, if they reach it as well as the override", { bandWithout: "AT_RISK" }, [false, null]],
    ["a review that reached the band alone", review("WATCH"), [false, "7"]],
    ["the other signals, if they reach it as well as the review", review("AT_RISK"), [false, null]],
    ["a review, if the signals reach it only with that", { bandWithout: "AT_RISK", ...review("WATCH") }, [false, "7"]],
    ["an override, if not even the review reached it", { bandWithout: "WATCH", ...review("HEALTHY") }, [true, null]],
  ])("is %s", (_what, more, expected) => expect(restsOn(more)).toEqual([expected]));

  test("is the review where its own playbook answers it, and nothing where another sign's does", () => {
    const own = playbook("REVIEWED", { on: "SIGNAL", signal: "DIAGNOSIS", fromSeverity: 0.5, belowSeverity: null });
    const both = {
      ...customer("CRITICAL", driver("DIAGNOSIS", 1), driver("PURCHASE_RHYTHM", 0.6)),
      ...review("WATCH"),
    };
    expect(
      alertsOf(both, [own, rhythm, atRisk]).map(({ playbook: { code }, restsOnReviewerId }) => [
        code,
        restsOnReviewerId,
      ]),
    ).toEqual([
      ["REVIEWED", "7"],
      ["RHYTHM", null],
    ]);
  });

  test("is named when somebody said so", () => {
    const [alert] = alertsOf(
      { ...customer("CRITICAL", driver("NPS", 0.3, "NPS 2.")), bandWithout: "WATCH" },
      PLAYBOOKS,
    );
    expect(alert!.evidence).toBe("Set to CRITICAL by hand; by its signals it is WATCH. NPS 2.");
    const [silent] = alertsOf({ ...customer("CRITICAL"), bandWithout: "HEALTHY" }, PLAYBOOKS);
    expect(silent!.evidence).toBe("Set to CRITICAL by hand; by its signals it is HEALTHY.");
  });
});
