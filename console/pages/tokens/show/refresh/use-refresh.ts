import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queries } from '../../../../api/queries.ts';
import { useNowMs } from '../../../../parts/now.ts';
import { useSecrets } from '../../../../parts/secrets/provider.tsx';
import type { Token } from '../../rights.ts';
import { beyondFields, errorsByField } from '../field-errors.ts';
import { bodyOf, faultsOf, type Wish } from './wish.ts';

/** A form that refreshes a token. Its faults are told once it has been sent. */
export function useRefresh(token: Token, initial: Wish, onDone: () => void) {
  const { obtain } = useSecrets();
  const [wish, setWish] = useState(initial);
  const [sent, setSent] = useState(false);
  const nowMs = useNowMs();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => obtain({ of: 'refreshToken', id: token.id, body: bodyOf(wish) }),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const faults = faultsOf(wish, nowMs);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (!isPending && Object.keys(faults).length === 0) mutate();
  };
  return {
    wish,
    setWish,
    nowMs,
    submit,
    isPending,
    wrong: { ...(sent && faults), ...errorsByField(error) } as Record<string, string>,
    problem: beyondFields(error, ['overlap', 'expires']),
  };
}
