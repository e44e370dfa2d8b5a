import {
  type ChatPushSubscription,
  enablePushSubscription,
  getPushKey,
  type PushPreferences,
  registerPushSubscription,
  testPushSubscription,
  updatePushPreferences,
} from "@relais/client/claims";
import { createPush, type PushState } from "@relais/client/push";
import { useEffect, useId, useMemo, useState } from "react";
import { useReadable } from "../use-readable.ts";
import { type Part, type PartProps, usePart } from "./part.ts";
import type { WordKey } from "./words.ts";

export type PushNotificationSettingsProps = PartProps & {
  /** Whose device it is: held against the token. */
  organizationId: string;
  userId: string;
};

const topics = ["new_messages", "claim_updates", "warranty_expiring", "system_alerts"] as const;

const reasons: Partial<Record<PushState<never>["status"], WordKey>> = {
  looking: "loading",
  unsupported: "push_unsupported",
  not_installed: "push_not_installed",
  unavailable: "push_unavailable",
  blocked: "push_blocked",
  failed: "push_failed",
};

/**
 * Notifications of this browser: a switch, what the person is told of, and a test. The page needs a service worker
 * that shows what arrives (docs/protocol, N29.8).
 */
export function PushNotificationSettings({
  organizationId,
  userId,
  ...props
}: PushNotificationSettingsProps) {
  const part = usePart("push", props);
  const push = useMemo(
    () =>
      createPush<ChatPushSubscription>({
        key: getPushKey,
        register: (subscription) =>
          registerPushSubscription({
            organization_id: organizationId,
            user_id: userId,
            push_token: JSON.stringify(subscription),
            platform: "web",
          }),
        remove: ({ id }) => enablePushSubscription(id, false),
      }),
    [organizationId, userId],
  );
  const state = useReadable(push.state);
  const [busy, setBusy] = useState(false);
  const hint = useId();
  useEffect(() => {
    void push.look();
  }, [push]);
  const during = async (work: Promise<void>) => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  const on = state.status === "on";
  const reason = reasons[state.status];
  const retries = state.status === "blocked" || state.status === "failed";
  return (
    <section aria-label={part.say("push")} {...part.frame}>
      <label className="relais-line">
        <span>{part.say("push_switch")}</span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={on}
          aria-describedby={hint}
          checked={on}
          disabled={busy || !(on || state.status === "off")}
          onChange={() => void during(on ? push.turnOff() : push.turnOn())}
        />
      </label>
      <output className="relais-quiet" id={hint}>
        {part.say(reason ?? "push_intro")}
      </output>
      {retries && (
        <button type="button" disabled={busy} onClick={() => void during(push.look())}>
          {part.say("again")}
        </button>
      )}
      {on && <Choices key={state.device.id} device={state.device} part={part} />}
    </section>
  );
}

/** What the person is told of, on all of their devices; and whether it arrives on this one. */
function Choices({ device, part }: { device: ChatPushSubscription; part: Part }) {
  const [wanted, setWanted] = useState<PushPreferences>(device.preferences);
  const [said, setSaid] = useState<WordKey | null>(null);
  const attempt = async (work: () => Promise<WordKey | null>) => {
    try {
      setSaid(await work());
    } catch {
      setSaid("push_failed");
    }
  };
  const change = (topic: keyof PushPreferences) =>
    attempt(async () => {
      setWanted({ ...wanted, [topic]: !wanted[topic] });
      try {
        setWanted(
          (await updatePushPreferences(device.id, { [topic]: !wanted[topic] })).preferences,
        );
        return null;
      } catch (error) {
        setWanted(wanted);
        throw error;
      }
    });
  const test = () =>
    attempt(async () => {
      await testPushSubscription(device.id);
      return "push_tested";
    });
  return (
    <>
      <fieldset>
        <legend>{part.say("push_topics")}</legend>
        {topics.map((topic) => (
          <label className="relais-line" key={topic}>
            <span>{part.say(topic)}</span>
            <input type="checkbox" checked={wanted[topic]} onChange={() => void change(topic)} />
          </label>
        ))}
      </fieldset>
      <button type="button" onClick={() => void test()}>
        {part.say("push_test")}
      </button>
      <output className="relais-quiet">{said !== null && part.say(said)}</output>
    </>
  );
}
