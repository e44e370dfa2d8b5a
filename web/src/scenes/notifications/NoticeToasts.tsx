import { useClient, useReadable } from "@relais/react";
import { useEffect } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { useCaseAddress, useGo, useOpenCase } from "../../navigation/place.ts";

/** Says one thing at a time what concerns the person while they are elsewhere, and leads there. */
export function NoticeToasts() {
  const client = useClient();
  const go = useGo();
  const addressOf = useCaseAddress();
  const kinds = useKinds();
  const open = useOpenCase();
  const news = useReadable(client.notified)?.notification;
  useEffect(() => {
    if (news == null || news.case === null) return;
    const { case: subject, id } = news;
    // What is not marked now stays in the list: nothing is lost.
    const seen = () => void client.http.readNotifications([id]).catch(() => {});
    // Of a reminder the case itself says nothing new.
    const here = open === subject.id;
    if (here && news.type !== "reminder") {
      // Words are seen when they are read, which the conversation itself says.
      if (news.type !== "message") seen();
      return;
    }
    const see = {
      label: m.mention_see(),
      run: () => {
        seen();
        go(addressOf(subject.id));
      },
    };
    const say = async () => {
      // Its words are fetched when there is something to say; without a network it is in the list.
      const words = await import("./notice-words.ts").catch(() => null);
      const said = words?.noticeWords(kinds, news);
      // A colleague who asks for somebody waits for them; all else is calm.
      if (said !== undefined) toast(said.title, here ? undefined : see, news.type !== "mention");
    };
    void say();
    // Said once, wherever the person goes meanwhile.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [news]);
  return null;
}
