import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { Call } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { first, oneOf, type Search } from '../../../app/search.ts';
import { toast } from '../../../parts/toasts/toast.tsx';
import { counted } from '../../../parts/words.ts';
import { keepSaved } from '../api.ts';
import { textOf } from '../document/document.ts';
import { parseDocument, refusedIn } from '../document/issues.ts';
import { type Draft, documentOf, freshDraft } from './draft.ts';
import { errorsBy } from './errors.ts';

type Written = Call<'createProperty'>['body']['document'];
const WAYS = ['form', 'json'] as const;
export type Way = (typeof WAYS)[number];

/** A property in the making: as the form has it, or as JSON, by the way that the address names. */
export function useCreation() {
  const search: Search = useSearch({ strict: false });
  const way = oneOf(search, 'new', WAYS) ?? 'form';
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => freshDraft(first(search, 'project') ?? ''));
  const [text, setText] = useState(() => textOf(documentOf(draft)));
  const dirty = useRef(false);
  const written = useRef(false);
  const { mutate, error, isPending, reset } = useCreate(dirty);
  const parsed = parseDocument(text);
  const touch = () => {
    dirty.current = true;
    if (error) reset();
  };
  return {
    way,
    draft,
    text,
    error,
    isPending,
    isDirty: () => dirty.current,
    /** Whether it can be sent: what is no JSON cannot. */
    ready: way === 'form' || parsed.ok,
    issues: parsed.ok ? refusedIn(text, error) : [parsed.issue],
    errorAt: errorsBy(error),
    change: (next: Partial<Draft>) => {
      touch();
      setDraft((before) => ({ ...before, ...next }));
    },
    write: (next: string) => {
      touch();
      written.current = true;
      setText(next);
    },
    choose: (next: Way) => {
      if (error) reset();
      // The form's work is taken over, but never in place of what was written by hand.
      if (next === 'json' && !written.current) setText(textOf(documentOf(draft)));
      return navigate({ to: '/properties', search: { ...search, new: next }, replace: true, ignoreBlocker: true });
    },
    create: () => mutate({ draft, document: way === 'json' ? (JSON.parse(text) as Written) : documentOf(draft) }),
  };
}

/** Makes it, says so, and shows it: with errors in its document, where they can be mended. */
function useCreate(dirty: { current: boolean }) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ draft: { project, name, note }, document }: { draft: Draft; document: Written }) =>
      ask(jeton.createProperty({ body: { project, name: name.trim(), document, note: note.trim() || null } })),
    onSuccess: async ({ property, version }) => {
      dirty.current = false;
      await keepSaved(version);
      const count = version.errors.length;
      const mend = `${counted(count, 'error')} to be mended before it can be activated.`;
      toast.done(`The property ${property.name} is made`, count > 0 ? mend : 'It does nothing before it is activated.');
      const search: Search = count > 0 ? { tab: 'document', edit: 'yes' } : {};
      await navigate({ to: '/properties/$id', params: { id: property.id }, search });
    },
  });
}
