import type { SessionView } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { CloudOff, Monitor, Smartphone } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { deviceName } from "../../format/device.ts";
import { fullInstant, timeInSentence } from "../../format/time.ts";
import { useDevices } from "./use-devices.ts";

type DevicesSheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Where the person is signed in. A device that was lost or lent is signed out from here. */
export function DevicesSheet({ open, onOpenChange }: DevicesSheetProps) {
  const devices = useDevices(open);
  const { list, failure, busy } = devices;
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={m.devices_title()}
      text={m.devices_text()}
    >
      {failure !== null && list === null && (
        <EmptyState icon={CloudOff} level={2} title={m.devices_failed()} text={failure}>
          <Button wide onClick={devices.again}>
            {m.action_retry()}
          </Button>
        </EmptyState>
      )}
      {failure === null && list === null && (
        <div className="grid min-h-32 place-items-center">
          <Spinner />
        </div>
      )}
      {list !== null && (
        <div className="flex flex-col gap-4">
          <ul className="flex flex-col divide-y divide-line">
            {list.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                busy={busy === device.id}
                onEnd={() => void devices.end(device.id)}
              />
            ))}
          </ul>
          {list.length > 2 && (
            <Button
              wide
              look="danger"
              busy={busy === "others"}
              onClick={() => void devices.endOthers()}
            >
              {m.devices_end_others()}
            </Button>
          )}
        </div>
      )}
    </Sheet>
  );
}

type DeviceRowProps = { device: SessionView; busy: boolean; onEnd: () => void };

function DeviceRow({ device, busy, onEnd }: DeviceRowProps) {
  const now = useNow();
  const { name, shape } = deviceName(device.client);
  const Icon = shape === "phone" ? Smartphone : Monitor;
  const title = name ?? m.devices_unknown();
  return (
    <li className="flex min-h-16 items-center gap-3 py-2">
      <Icon size={22} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-2" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-15 font-semibold">{title}</p>
        {device.current ? (
          <p className="text-13 font-medium text-brand">{m.devices_here()}</p>
        ) : (
          <p className="text-13 text-ink-2" title={fullInstant(device.last_used_at)}>
            {m.devices_used({ when: timeInSentence(device.last_used_at, now) })}
          </p>
        )}
      </div>
      {!device.current && (
        <Button
          look="plain"
          className="px-3 text-15"
          busy={busy}
          aria-label={m.devices_end_label({ name: title })}
          onClick={onEnd}
        >
          {m.devices_end()}
        </Button>
      )}
    </li>
  );
}
