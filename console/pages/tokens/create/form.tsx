import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { useSecrets } from '../../../parts/secrets/provider.tsx';
import { Section } from '../../../parts/section.tsx';
import { Aside } from './aside.tsx';
import { bodyOf } from './body.ts';
import { errorsOf, missingOf } from './check.ts';
import type { Choices } from './choices.ts';
import styles from './create.module.css';
import type { Draft, FieldErrors } from './draft.ts';
import { ExpiryField } from './expiry-field.tsx';
import { GrantsField } from './grants-field.tsx';
import type { Reading } from './link-read.ts';
import { PlacesFields } from './places-fields.tsx';
import { OriginsField, Restrictions } from './restrictions.tsx';
import { SecretFields } from './secret-fields.tsx';
import { TypeField } from './type-field.tsx';
import { type MadeType, TYPES } from './types.ts';

type FormProps = {
  reading: Reading;
  types: readonly MadeType[];
  choices: Choices;
  onDraft: (draft: Draft) => void;
  onSend: (draft: Draft) => void;
};

/** The token, as it is described; what the API says of a field stands at it. */
export function Form({ reading, types, choices, onDraft, onSend }: FormProps) {
  const [draft, setDraft] = useState(reading.draft);
  const [errors, setErrors] = useState<FieldErrors>(reading.damage);
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(0);
  useEffect(() => {
    if (tried > 0) focusFirstError(form.current);
  }, [tried]);
  const { mutate, error, isPending, reset } = useCreation((failure) => {
    setErrors(errorsOf(failure));
    setTried((times) => times + 1);
  });
  const set = (change: Partial<Draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    setErrors(without(errors, change));
    onDraft(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    reset();
    const missing = missingOf(draft);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return setTried(tried + 1);
    onSend(draft);
    mutate(bodyOf(draft));
  };
  const part = { draft, errors, set };
  const { places } = TYPES[draft.type];
  const life = choices.settings.lives[draft.type];
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.fields}>
        <Section title="What it is for">
          <TypeField
            types={types}
            value={draft.type}
            error={errors.type}
            onValueChange={(type) => set(ofType(draft, type))}
          />
        </Section>
        <Section title="What it is called">
          <NameFields {...part} />
        </Section>
        {places === 'asked' && (
          <>
            <Section title="Where it works">
              <div className={styles.stack}>
                <PlacesFields {...part} choices={choices} />
                {draft.type === 'frontend' && <OriginsField {...part} />}
              </div>
            </Section>
            <Section title="What it may do" hint={HINTS[draft.form]}>
              <GrantsField {...part} />
            </Section>
          </>
        )}
        <Section title="When it ends">
          <ExpiryField {...part} life={life} />
        </Section>
        <Restrictions {...part} />
        <SecretFields {...part} />
      </div>
      <Aside draft={draft} life={life} error={error} pending={isPending} />
    </form>
  );
}

const HINTS = {
  opaque: 'Nothing by default: each grant adds one thing.',
  jwt: 'Nothing by default: each grant adds one thing. It stands in the token, for whoever checks it.',
  s3: 'Nothing by default: each grant adds a bucket, or what lies under a prefix of it.',
};

/** Makes the token, and opens its page behind the dialog that shows the secret. */
function useCreation(onError: (error: unknown) => void) {
  const { obtain } = useSecrets();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: ReturnType<typeof bodyOf>) => obtain({ of: 'createToken', body }),
    // In the place of the form: going back leads to the list, not to a form that would make another one.
    onSuccess: ({ token }) => navigate({ to: '/tokens/$id', params: { id: token.id }, replace: true }),
    onError,
  });
}

function NameFields({
  draft,
  errors,
  set,
}: {
  draft: Draft;
  errors: FieldErrors;
  set: (change: Partial<Draft>) => void;
}) {
  return (
    <div className={styles.two}>
      <TextField
        label="Name"
        value={draft.name}
        error={errors.name}
        maxLength={100}
        autoComplete="off"
        placeholder="marketing-reader"
        onValueChange={(name) => set({ name })}
      />
      <TextField
        label="Description (optional)"
        value={draft.description}
        error={errors.description}
        maxLength={255}
        autoComplete="off"
        placeholder="For the nightly report"
        onValueChange={(description) => set({ description })}
      />
    </div>
  );
}

/** What another type cannot be is dropped where it would be hidden: nothing is sent that is not seen. */
function ofType({ projects, environments, form }: Draft, type: MadeType): Partial<Draft> {
  const { places, projects: some, environments: many, forms } = TYPES[type];
  return {
    type,
    ...(places === 'asked' && some === 'one' && (projects.length > 1 || projects[0] === '*') && { projects: [] }),
    ...(places === 'asked' && many === 'one' && environments.length > 1 && { environments: [] }),
    ...(!forms && form !== 'opaque' && { form: 'opaque' as const }),
    expires: '',
  };
}

/** What was said of a field counts until it is changed. */
function without(errors: FieldErrors, change: Partial<Draft>): FieldErrors {
  const changed = 'form' in change ? [...Object.keys(change), 'format', 's3'] : Object.keys(change);
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !changed.includes(field)));
}

function focusFirstError(form: HTMLFormElement | null): void {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] :is(input, select, button)');
  (wrong ?? form?.querySelector<HTMLElement>('[role="alert"]'))?.focus();
}
