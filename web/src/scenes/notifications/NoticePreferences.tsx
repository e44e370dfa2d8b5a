import type { NotificationPreferences } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Spinner } from "../../design/Spinner.tsx";
import { toast } from "../../design/Toast.tsx";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { useMe } from "../../session/me.ts";
import { explain } from "../../session/refusal.ts";

type Preference = NotificationPreferences["preferences"][number];

const names: Record<Preference["type"], () => string> = {
  mention: m.notices_type_mention,
  message: m.notices_type_message,
  assigned: m.notices_type_assigned,
  status: m.notices_type_status,
  rating: m.notices_type_rating,
  warranty: m.notices_type_warranty,
  reminder: m.notices_type_reminder,
  webhook: m.notices_type_webhook,
};

/** Of what the person is told. A change holds at once, and is taken back when it could not be kept. */
export function NoticePreferences() {
  const { http } = useClient();
  const { role } = useMe();
  const customer = role === "customer";
  const kinds = useKinds();
  const warranties = kinds.some(({ fields }) => fields.some(({ type }) => type === "warranty"));
  const reminders = kinds.some(({ reminds_before }) => reminds_before.length > 0);
  const [known, setKnown] = useState<readonly Preference[] | null>(null);
  useEffect(() => {
    const ask = async () => {
      try {
        setKnown((await http.notificationPreferences()).preferences);
      } catch (error) {
        toast(explain(error));
      }
    };
    void ask();
  }, [http]);
  const change = async (one: Preference) => {
    setKnown((now) => now?.map((kept) => (kept.type === one.type ? one : kept)) ?? null);
    try {
      setKnown((await http.changeNotificationPreferences([one])).preferences);
    } catch (error) {
      setKnown(known);
      toast(explain(error));
    }
  };
  if (known === null) return <Spinner />;
  // Customers do no work: the rest never happens to them. Only they have warranties, and are reminded.
  const shown = known.filter(({ type }) => {
    if (type === "warranty") return customer && warranties;
    if (type === "reminder") return customer && reminders;
    if (type === "webhook") return role === "admin";
    return !customer || type === "message" || type === "status";
  });
  return (
    <fieldset className="rounded-card bg-sunken px-4 py-2">
      <legend className="sr-only">{m.notices_choose()}</legend>
      {shown.map(({ type, wanted }) => (
        <label
          key={type}
          className="flex min-h-11 cursor-pointer items-center justify-between gap-3"
        >
          <span className="text-15">{names[type]()}</span>
          <input
            type="checkbox"
            className="size-5 accent-brand"
            checked={wanted}
            onChange={() => void change({ type, wanted: !wanted })}
          />
        </label>
      ))}
    </fieldset>
  );
}
