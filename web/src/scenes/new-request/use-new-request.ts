import { checkText, limits } from "@relais/protocol";
import { useClient } from "@relais/react";
import { type FormEvent, useRef, useState } from "react";
import { useCaseAddress, useGo, usePlace } from "../../navigation/place.ts";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { useMainKind } from "../../kind/use-main-kind.ts";
import { fieldInputs } from "./field-inputs.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { keepDraft, readDraft } from "../../session/draft.ts";
import { explain, refusalIn } from "../../session/refusal.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { emptyDraft, type RequestDraft, textFault } from "./request-draft.ts";

/** By the name of what the form asks; those of the kind as `fields.<name>`. */
type Errors = Record<string, string>;

const stored = (key: string): RequestDraft => {
  try {
    return { ...emptyDraft(), ...JSON.parse(readDraft(key) || "{}") };
  } catch {
    return emptyDraft();
  }
};

/** For whom it is, as the server takes it. */
function whomOf({ whom }: RequestDraft) {
  if (whom.known) return { customer_id: whom.customerId };
  const { fullName, phone, email } = whom;
  return {
    guest: {
      full_name: fullName.trim(),
      phone: phone.trim() || null,
      email: email.trim() || null,
    },
  };
}

function whomFaults({ whom }: RequestDraft): Errors {
  if (whom.known) return whom.customerId === "" ? { customer_id: m.whom_missing() } : {};
  return whom.fullName.trim() === "" ? { "guest.full_name": m.whom_missing() } : {};
}

function faults(draft: RequestDraft): Errors {
  const errors: Errors = {};
  const title = checkText(draft.title, limits.titleCharacters);
  if (!title.ok) errors.title = textFault(title.code, draft.title, limits.titleCharacters);
  if (draft.description.trim()) {
    const description = checkText(draft.description, limits.descriptionCharacters);
    if (!description.ok) {
      errors.description = textFault(
        description.code,
        draft.description,
        limits.descriptionCharacters,
      );
    }
  }
  return errors;
}

/**
 * A request being written. Its `client_id` is part of the draft: sending again after a lost answer
 * opens the same case, never a second one.
 */
export function useNewRequest() {
  const me = useMe();
  const client = useClient();
  const kinds = useKinds();
  const main = useMainKind();
  const go = useGo();
  const key = `request:${me.id}`;
  // Somebody of the office opens it for a customer.
  const forOthers = main?.opened_for.includes(me.role) ?? false;
  const faultsOf = (now: RequestDraft) => ({
    ...(forOthers && whomFaults(now)),
    ...faults(now),
  });
  const form = useRef<HTMLFormElement>(null);
  const { assignee, section } = usePlace();
  const addressOf = useCaseAddress();
  const [draft, setDraft] = useState(() => ({
    ...stored(key),
    ...(assignee !== undefined && { assigneeId: assignee }),
  }));
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<Errors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);

  function change(part: Partial<RequestDraft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    setRefused({});
    keepDraft(key, JSON.stringify(next));
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    setFailure(null);
    if (Object.keys(faultsOf(draft)).length > 0) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
      );
      return;
    }
    setWorking(true);
    try {
      const opened = await client.http.openCase({
        kind: me.organization.kinds[0] ?? kinds[0]?.name ?? "request",
        title: draft.title.trim(),
        description: draft.description.trim(),
        address: draft.address.trim() || null,
        latitude: draft.position?.latitude ?? null,
        longitude: draft.position?.longitude ?? null,
        priority: draft.priority,
        client_id: draft.clientId,
        ...(main && { fields: fieldInputs(main, draft.fields) }),
        ...(forOthers && whomOf(draft)),
        ...(draft.assigneeId && { assignee_id: draft.assigneeId }),
      });
      keepDraft(key, "");
      toast(m.new_sent());
      // Whoever has no account is sent the link at once.
      const link = forOthers && !draft.whom.known;
      const state = { ...(section && { section }), ...(link && { link }) };
      go(addressOf(opened.id), { replace: true, state });
    } catch (error) {
      const fields = refusalIn(error)?.fields;
      if (fields) setRefused(fields);
      setFailure(explain(error, m.new_failed_network()));
    } finally {
      setWorking(false);
    }
  }

  const errors: Errors = { ...(checked ? faultsOf(draft) : {}), ...refused };
  return { draft, change, errors, failure, working, submit, form, main, forOthers };
}
