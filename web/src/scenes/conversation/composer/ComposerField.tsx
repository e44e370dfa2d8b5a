import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { m } from "../../../catalogue/index.ts";
import { useTouch } from "../../../session/media.ts";

type ComposerFieldProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  label: string;
  placeholder: string;
  /** The id of what is said about the text, if anything is. */
  described: string | undefined;
  invalid: boolean;
  onText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onBlur: () => void;
  /** Buttons inside the field, at its end. */
  children: ReactNode;
};

/** Where the words go: one line that grows to six, with its buttons inside. */
export function ComposerField({ field, ...props }: ComposerFieldProps) {
  const touch = useTouch();
  return (
    <div className="flex min-w-0 flex-1 items-end rounded-[22px] bg-surface text-17 shadow-[inset_0_0_0_1px_var(--line)] focus-within:shadow-[inset_0_0_0_2px_var(--brand)] desk:text-15">
      <div className="composer min-w-0 flex-1">
        {/* The same text, unseen, gives the field its height: up to six lines, in every browser. */}
        <div className="composer-size" aria-hidden="true">
          {`${props.text}\u200b`}
        </div>
        <textarea
          ref={field}
          className="composer-field"
          name="message"
          rows={1}
          aria-label={props.label}
          aria-describedby={props.described}
          aria-invalid={props.invalid ? true : undefined}
          placeholder={props.placeholder}
          title={touch ? undefined : m.composer_hint()}
          enterKeyHint={touch ? "enter" : "send"}
          dir="auto"
          value={props.text}
          onKeyDown={props.onKeyDown}
          onPaste={(event) => {
            const { files, types } = event.clipboardData;
            // Office programs add a picture of the text that was copied.
            const isText = types.includes("text/plain") && types.includes("text/html");
            if (files.length === 0 || isText) return;
            event.preventDefault();
            props.onFiles([...files]);
          }}
          onChange={(event) => props.onText(event.target.value)}
          onBlur={props.onBlur}
        />
      </div>
      {props.children}
    </div>
  );
}
