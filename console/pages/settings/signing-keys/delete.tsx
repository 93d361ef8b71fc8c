import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import type { SigningKey } from './signing-keys.tsx';

/** So much of a key id is typed: all 43 characters of it nobody types. */
const TYPED_CHARACTERS = 8;

/** Takes a key away, and with it all that it has signed. */
export function DeleteKey({ signingKey: { kid, state }, onClose }: { signingKey: SigningKey; onClose: () => void }) {
  const remove = async () => {
    await ask(jeton.removeSigningKey({ path: { kid } }));
    await queries.invalidateQueries({ queryKey: ['signing-keys'] });
    toast.done('The key is taken away');
  };
  return (
    <Confirm
      open
      title="Take the key away?"
      action="Take the key away"
      typed={kid.slice(0, TYPED_CHARACTERS)}
      onConfirm={remove}
      onClose={onClose}
      command={['signing-key', 'delete', kid]}
    >
      <p>
        Key <code>{kid}</code>
      </p>
      {state === 'retired' ? (
        <p>
          Each token that it has signed is refused from then on: here within seconds, elsewhere when whoever checks
          reads the keys anew. Left alone, the key goes by itself when its last token has ended.
        </p>
      ) : (
        <p>It has not signed anything yet, so nothing breaks. The next key can be published then.</p>
      )}
    </Confirm>
  );
}
