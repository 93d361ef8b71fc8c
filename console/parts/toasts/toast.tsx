import type { Toast } from '@base-ui/react/toast';
import { lazy, Suspense } from 'react';
import { Failure } from '../../api/failure.ts';

type Show = ReturnType<typeof Toast.useToastManager>['add'];
type Words = Parameters<Show>[0];

/** What was told before there was a place to show it. */
const early: Words[] = [];
let show: Show = (words) => String(early.push(words));

const Shown = lazy(() => import('./shown.tsx').then((file) => ({ default: file.Shown })));

/** Where {@link toast} is shown; drawn after the page. */
export function Toasts() {
  return (
    <Suspense>
      <Shown onReady={showFrom} />
    </Suspense>
  );
}

/**
 * Short words on what was done, told to screen readers too. They never hold what is needed later.
 *
 * @example
 * toast.done('The token is revoked'); toast.failed('It was not revoked', error);
 */
export const toast = {
  done: (title: string, description?: string) => show({ title, description }),
  failed: (title: string, error: unknown) => {
    const description = error instanceof Failure ? sentence(error) : String(error);
    show({ title, description, priority: 'high', timeout: 0 });
  },
};

function showFrom(place: Show): void {
  show = place;
  for (const words of early.splice(0)) show(words);
}

function sentence({ error: { detail, fix, requestId } }: Failure): string {
  return [detail, fix, requestId].filter(Boolean).join(' ');
}
