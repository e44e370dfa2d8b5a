import { limits } from "@relais/protocol";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Field } from "../../design/Field.tsx";
import { Notice } from "../../design/Notice.tsx";
import { priorityName } from "../../format/priority.ts";
import { inLanguage } from "../../kind/kind.ts";
import { Addressee } from "./Addressee.tsx";
import { ForWhom } from "./ForWhom.tsx";
import { KindFields } from "./KindFields.tsx";
import { PageHeader } from "../shell/PageHeader.tsx";
import { PositionField } from "./PositionField.tsx";
import { useNewRequest } from "./use-new-request.ts";

/** « Que se passe-t-il ? »: few fields, each kept as it is written. */
export function NewRequest() {
  const { draft, change, errors, failure, working, submit, form, main, forOthers } =
    useNewRequest();
  const texts = main?.texts;
  return (
    <>
      <PageHeader>
        <h1 className="text-20">{texts ? inLanguage(texts.open) : m.new_title()}</h1>
      </PageHeader>
      <form ref={form} noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 overflow-y-auto desk:flex-initial">
          <div className="mx-auto flex w-full max-w-140 flex-col gap-6 px-5 py-6">
            <h2 className="text-26">{texts ? inLanguage(texts.lead) : m.new_lead()}</h2>
            {forOthers && <ForWhom draft={draft} errors={errors} change={change} />}
            <Field
              label={texts ? inLanguage(texts.title_label) : m.new_field_title()}
              error={errors.title}
            >
              {(attributes) => (
                <input
                  {...attributes}
                  name="title"
                  autoComplete="off"
                  enterKeyHint="next"
                  placeholder={texts ? inLanguage(texts.title_hint) : m.new_field_title_hint()}
                  value={draft.title}
                  onChange={(event) => change({ title: event.target.value })}
                />
              )}
            </Field>
            <Field
              label={texts ? inLanguage(texts.description_label) : m.new_field_description()}
              optional
              error={errors.description}
            >
              {(attributes) => (
                <textarea
                  {...attributes}
                  name="description"
                  rows={4}
                  maxLength={limits.descriptionCharacters * 4}
                  placeholder={
                    texts ? inLanguage(texts.description_hint) : m.new_field_description_hint()
                  }
                  value={draft.description}
                  onChange={(event) => change({ description: event.target.value })}
                />
              )}
            </Field>
            {main?.assignment === "directed" && (
              <Addressee
                value={draft.assigneeId}
                onChange={(assigneeId) => change({ assigneeId })}
              />
            )}
            {main && <KindFields kind={main} draft={draft} errors={errors} change={change} />}
            {(main?.asks_address ?? true) && (
              <div className="flex flex-col gap-2">
                <Field label={m.new_field_address()} optional error={errors.address}>
                  {(attributes) => (
                    <input
                      {...attributes}
                      name="address"
                      autoComplete="street-address"
                      maxLength={300}
                      placeholder={m.new_field_address_hint()}
                      value={draft.address}
                      onChange={(event) => change({ address: event.target.value })}
                    />
                  )}
                </Field>
                <PositionField
                  position={draft.position}
                  onChange={(position) => change({ position })}
                />
              </div>
            )}
            {(main?.asks_priority ?? true) && (
              <Choice
                legend={m.new_field_priority()}
                name="priority"
                value={draft.priority}
                onChange={(priority) => change({ priority })}
                options={(["low", "normal", "high", "urgent"] as const).map((value) => ({
                  value,
                  label: priorityName(value),
                }))}
              />
            )}
          </div>
        </div>
        <div className="border-t border-line desk:border-0">
          <div className="mx-auto flex w-full max-w-140 flex-col gap-3 px-5 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]">
            {failure && <Notice tone="danger">{failure}</Notice>}
            <Button type="submit" wide busy={working}>
              {working ? m.new_submitting() : texts ? inLanguage(texts.submit) : m.new_submit()}
            </Button>
          </div>
        </div>
      </form>
    </>
  );
}
