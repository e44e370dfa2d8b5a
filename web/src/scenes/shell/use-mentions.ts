import { useClient, useReadable } from "@relais/react";
import { useEffect } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { firstName } from "../../format/person.ts";
import { caseAddress } from "../../navigation/addresses.ts";
import { useGo, useOpenCase } from "../../navigation/place.ts";

/** Says at once that a colleague named this person in a note, and leads there. */
export function useMentions(): void {
  const client = useClient();
  const go = useGo();
  const open = useOpenCase();
  const news = useReadable(client.notified)?.notification;
  useEffect(() => {
    if (news?.type !== "mention" || news.case === null) return;
    const { case: theCase, actor, id } = news;
    // What is not marked now stays in the list: nothing is lost.
    const seen = () => void client.http.readNotifications([id]).catch(() => {});
    if (open === theCase.id) return seen();
    const name = firstName(actor?.full_name ?? "");
    toast(m.mention_told({ name, title: theCase.title }), {
      label: m.mention_see(),
      run: () => {
        seen();
        go(caseAddress(theCase.id));
      },
    });
    // Said once, wherever the person goes meanwhile.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [news]);
}
