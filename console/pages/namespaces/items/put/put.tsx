import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Failure } from '../../../../api/failure.ts';
import { ask, jeton } from '../../../../api/jeton.ts';
import { queries } from '../../../../api/queries.ts';
import { Button } from '../../../../parts/button.tsx';
import { CommandLine } from '../../../../parts/command-line.tsx';
import { Dialog } from '../../../../parts/dialog.tsx';
import { Problem } from '../../../../parts/problem.tsx';
import { Progress } from '../../../../parts/progress.tsx';
import { toast } from '../../../../parts/toasts/toast.tsx';
import styles from '../items.module.css';
import { type Place, placeWords } from '../place.ts';
import { type Sent, uploading } from '../upload.ts';
import { bodyOf, type Draft, draftOf, faultsOf, type Replaced } from './draft.ts';
import { DraftFields } from './fields.tsx';

type PutItemProps = {
  place: Place;
  /** What a new key begins with. */
  prefix?: string;
  replaces?: Replaced;
  /** Whether keys may be looked up: an item that is there already is then not replaced unasked. */
  mayRead?: boolean;
  onClose: () => void;
  onPut: (key: string) => void;
};

/** Stores an item: a text, or a file. */
export function PutItem({ place, prefix = '', replaces, mayRead = true, onClose, onPut }: PutItemProps) {
  const { project, namespace, environment } = place;
  const [draft, setDraft] = useState(() => draftOf(replaces ?? null, prefix));
  const [faults, setFaults] = useState<ReturnType<typeof faultsOf>>({});
  const [there, setThere] = useState<string | null>(replaces?.key ?? null);
  const [sent, setSent] = useState<Sent | null>(null);
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      const { key, contentType } = draft;
      if (mayRead && there !== key && (await isThere(place, key))) return setThere(key);
      const path = { project, namespace, key };
      await ask(uploading(setSent).putItem({ path, query: { environment }, body: bodyOf(draft), contentType }));
      await queries.invalidateQueries({ queryKey: ['items', project, namespace, environment] });
      toast.done(`${key} is stored`, 'Other places may see it a minute or more later.');
      onPut(key);
    },
    onSettled: () => setSent(null),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft);
    setFaults(found);
    if (Object.keys(found).length === 0 && !isPending) mutate();
  };
  const replacing = there !== null && there === draft.key;
  return (
    <Dialog
      title={replaces ? 'Replace the item' : 'Put an item'}
      description={`In ${namespace} of ${project}, for ${environment}. Other places see it a minute or more later.`}
      open
      onClose={onClose}
      wide
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="put-item" variant="primary" pending={isPending}>
            {replacing ? 'Replace the item' : 'Store the item'}
          </Button>
        </>
      }
    >
      <form id="put-item" className={styles.form} onSubmit={submit}>
        <DraftFields draft={draft} faults={faults} fixed={replaces !== undefined} onChange={setDraft} />
      </form>
      {replacing && !replaces && (
        <p className={styles.warning} role="alert">
          There is an item of this key already. Storing this one replaces it, and nothing keeps what it holds.
        </p>
      )}
      {sent && <Progress label="Sent, in kB" done={inKb(sent.bytes)} of={inKb(sent.of)} />}
      {error && <Problem error={error} />}
      <CommandLine words={wordsOf(place, draft)} />
    </Dialog>
  );
}

async function isThere({ project, namespace, environment }: Place, key: string): Promise<boolean> {
  const query = { environment, prefix: key, limit: 1 };
  const found = await jeton.listItems({ path: { project, namespace }, query });
  if (!found.ok) throw new Failure(found.error);
  return found.value.items[0]?.key === key;
}

function wordsOf(place: Place, { key, from, file, contentType }: Draft) {
  const name = from === 'file' ? (file?.name ?? 'FILE') : 'FILE';
  return ['item', 'put', key || 'KEY', placeWords(place), '--file', name, '--content-type', contentType];
}

function inKb(bytes: number): number {
  return Math.ceil(bytes / 1000);
}
