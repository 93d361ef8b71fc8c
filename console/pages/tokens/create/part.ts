import type { Draft, FieldErrors } from './draft.ts';

/** What each part of the form is given: the draft, what is wrong with it, and how to change it. */
export type Part = { draft: Draft; errors: FieldErrors; set: (change: Partial<Draft>) => void };
