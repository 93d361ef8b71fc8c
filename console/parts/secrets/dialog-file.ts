import { lazy } from 'react';
import { notLoaded } from '../../api/failure.ts';

const load = () => import('./secret-dialog.tsx');

/** The dialog comes after the first page is drawn. */
export const SecretDialog = lazy(() => load().then((file) => ({ default: file.SecretDialog })));

/** Waits until the dialog is here: without it no secret is asked for. Rejects with a failure that may pass. */
export async function dialogIsHere(): Promise<void> {
  await load().catch(() => {
    throw notLoaded('A part of the console did not come, so nothing was asked for yet.');
  });
}
