import type { DisplayedMessage, Refusal } from "@relais/client";
import { useHere } from "./context.ts";

/** Under a message: that it was refused, or that what one did to it was. */
export function Problems({ message }: { message: DisplayedMessage }) {
  const { say } = useHere();
  const { change, client_id: clientId, delivery, refusal } = message;
  if (delivery === "failed" && clientId !== null) {
    return <Refused what={say("failed")} refusal={refusal} clientId={clientId} />;
  }
  if (change?.state !== "failed") return null;
  return (
    <Refused
      what={say(`failed_${change.type}`)}
      text={change.text}
      refusal={change.refusal}
      clientId={change.client_id}
    />
  );
}

type RefusedProps = {
  what: string;
  /** The wording that was asked for. */
  text?: string | undefined;
  refusal: Refusal | undefined;
  clientId: string;
};

function Refused({ what, text, refusal, clientId }: RefusedProps) {
  const { conversation, say } = useHere();
  return (
    <div className="relais-refused" role="alert">
      <p>
        <strong>{what}</strong> {refusal?.message}
      </p>
      {text !== undefined && <p dir="auto">{text}</p>}
      <button type="button" onClick={() => conversation.retry(clientId)}>
        {say("again")}
      </button>
      <button type="button" onClick={() => conversation.discard(clientId)}>
        {say("discard")}
      </button>
    </div>
  );
}
