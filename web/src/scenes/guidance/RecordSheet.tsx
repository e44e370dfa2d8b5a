import type { GuidanceRecord, GuidanceSummary } from "@relais/client";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { useAddress, useGo, usePlace } from "../../navigation/place.ts";
import { useMe } from "../../session/me.ts";
import { SessionRecord } from "./SessionRecord.tsx";

type RecordSheetProps = {
  guidance: GuidanceSummary;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

type Read = GuidanceRecord | "reading" | "failed";

/** Every step of one guidance: from the timeline, and on to where each was said. */
export function RecordSheet({ guidance, open, onOpenChange }: RecordSheetProps) {
  const { http } = useClient();
  const [record, setRecord] = useState<Read>("reading");
  const me = useMe();
  const address = useAddress();
  const place = usePlace();
  const go = useGo();
  const { conversation_id, session_id, guide, guided } = guidance;
  const read = useCallback(async (): Promise<Read> => {
    const found = await http.guidance(conversation_id).catch(() => []);
    return found.find(({ id }) => id === session_id) ?? "failed";
  }, [http, conversation_id, session_id]);
  useEffect(() => {
    if (!open) return;
    let live = true;
    void read().then((found) => live && setRecord(found));
    return () => {
      live = false;
    };
  }, [open, read]);
  const again = () => {
    setRecord("reading");
    void read().then(setRecord);
  };
  const show = (message: number) => {
    onOpenChange(false);
    go(address, {
      state: { ...place, person: me.id === guided.id ? guide.id : guided.id, message },
    });
  };
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={m.record_steps()}>
      {record === "reading" ? (
        <p className="flex justify-center py-6">
          <Spinner />
        </p>
      ) : record === "failed" ? (
        <div role="alert" className="flex flex-col items-start gap-1 text-15">
          <p className="text-pretty">{m.record_failed()}</p>
          <Button look="plain" className="-ms-4" onClick={again}>
            {m.action_retry()}
          </Button>
        </div>
      ) : (
        <div className="flex flex-col gap-4">
          <SessionRecord conversationId={conversation_id} session={record} onStep={show} />
        </div>
      )}
    </Sheet>
  );
}
