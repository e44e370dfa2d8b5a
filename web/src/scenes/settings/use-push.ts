import type { PushState } from "@relais/client/push";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { type DevicePush, pushOf } from "../../session/push.ts";
import { explain } from "../../session/refusal.ts";

export type PushSettings = {
  readonly state: PushState<string>;
  readonly busy: boolean;
  readonly turn: (on: boolean) => Promise<void>;
  readonly again: () => Promise<void>;
  /** Shows a notification on this device. */
  readonly tryOut: () => Promise<void>;
};

/** Whether this device is told things, and its switch. */
export function usePush(): PushSettings {
  const client = useClient();
  const [push, setPush] = useState<DevicePush | null>(null);
  const [state, setState] = useState<PushState<string>>({ status: "looking" });
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let left = false;
    let stop = () => {};
    const begin = async () => {
      try {
        const made = await pushOf(client);
        if (left) return;
        setPush(made);
        stop = made.state.subscribe(() => setState(made.state.get()));
        await made.look();
      } catch (error) {
        // The part that does it could not be loaded.
        if (!left) setState({ status: "failed", error });
      }
    };
    void begin();
    return () => {
      left = true;
      stop();
    };
  }, [client]);
  const during = async (work: () => Promise<void> | undefined) => {
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
    }
  };
  return {
    state,
    busy,
    turn: (on) => during(() => (on ? push?.turnOn() : push?.turnOff())),
    again: () => during(() => push?.look()),
    tryOut: () =>
      during(async () => {
        if (state.status !== "on") return;
        try {
          await client.http.testPush(state.device);
          toast(m.push_tried());
        } catch (error) {
          toast(explain(error));
          await push?.look();
        }
      }),
  };
}
