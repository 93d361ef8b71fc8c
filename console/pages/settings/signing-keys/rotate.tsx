import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { exactly } from '../../../parts/words.ts';
import styles from '../settings.module.css';
import type { SigningKey } from './signing-keys.tsx';

const STARTS = [
  ['24h', 'In 24 hours', 'Whoever checks has time to learn of the key.'],
  ['7d', 'In 7 days', 'For those who read the published keys seldom.'],
  [
    'now',
    'At once',
    'For a key that others may know. Whoever has kept the keys refuses new tokens until they read them anew.',
  ],
] as const;
type Start = (typeof STARTS)[number][0];

/** Publishes the next key, and says from when on it signs. */
export function RotateKey({ keys, onClose }: { keys: readonly SigningKey[]; onClose: () => void }) {
  const waiting = keys.find(({ state }) => state === 'published');
  const [start, setStart] = useState<Start>(waiting ? 'now' : '24h');
  const rotate = async () => {
    const { signsFrom, state } = await ask(jeton.rotateSigningKey({ body: { signsFrom: start } }));
    await queries.invalidateQueries({ queryKey: ['signing-keys'] });
    toast.done(
      state === 'signing' ? 'The new key signs' : 'The next key is published',
      `It signs from ${exactly(signsFrom)}.`,
    );
  };
  return (
    <Confirm
      open
      title="Rotate the key"
      action={waiting ? 'Have it sign now' : 'Rotate the key'}
      dangerous={false}
      onConfirm={rotate}
      onClose={onClose}
      command={['signing-key', 'rotate', start !== '24h' && ['--signs-from', start]]}
    >
      <div className={styles.words}>
        {waiting ? (
          <p>
            Key <code>{waiting.kid}</code> is published, and would sign from {exactly(waiting.signsFrom)}. It can sign
            now.
          </p>
        ) : (
          <RadioGroup
            legend="From when on does the next key sign?"
            name="start"
            value={start}
            options={STARTS}
            onValueChange={setStart}
          />
        )}
        <p>Tokens that are signed already work on: the key before stays published until they have ended.</p>
      </div>
    </Confirm>
  );
}
