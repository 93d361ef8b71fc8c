import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Download, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { NamespaceAction } from '../../../../src/contract/grant-words.ts';
import { Failure } from '../../../api/failure.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { ButtonAnchor } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { When } from '../../../parts/when.tsx';
import { ContentView } from './content/content.tsx';
import { type Content, readContent } from './content/read.ts';
import { sizeInWords } from './content/size.ts';
import { DeleteItem } from './delete.tsx';
import styles from './items.module.css';
import { itemAddress, type Place, placeWords } from './place.ts';
import { PutItem } from './put/put.tsx';

type ShowItemProps = { place: Place; name: string; actions: readonly NamespaceAction[]; onClose: () => void };

/** One item: what is known of it, what it holds, and what may be done with it. */
export function ShowItem({ place, name, actions, onClose }: ShowItemProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch } = useItem(place, name);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever opens another item is told of it.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [name]);
  return (
    <section className={styles.item} aria-labelledby="item">
      <Button className={styles.back} onClick={onClose}>
        <ArrowLeft aria-hidden size={16} /> All keys
      </Button>
      <header className={styles.itemTop}>
        <h2 id="item" ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <span className={styles.itemButtons}>
          <CopyButton text={name} what="the key" variant="quiet" />
          <Button variant="quiet" aria-label="Close the item" title="Close the item" onClick={onClose}>
            <X aria-hidden size={18} />
          </Button>
        </span>
      </header>
      {isMissing(error) && (
        <Empty title="There is no such item" action={<Button onClick={onClose}>Back to the keys</Button>}>
          It was deleted, has expired, or was never in {place.environment}. What was stored less than a minute ago may
          not be here yet.
        </Empty>
      )}
      {error !== null && !isMissing(error) && <Problem title="It could not be read" error={error} onRetry={refetch} />}
      {error === null && data === undefined && <Loading label="Reading the item" />}
      {error === null && data !== undefined && (
        <Opened place={place} name={name} actions={actions} content={data} onClose={onClose} />
      )}
      <CommandLine words={['item', 'get', name, placeWords(place)]} />
    </section>
  );
}

function useItem({ project, namespace, environment }: Place, key: string) {
  return useQuery({
    queryKey: ['items', project, namespace, environment, 'one', key],
    queryFn: async ({ signal }) => {
      const path = { project, namespace, key };
      return readContent(await ask(jeton.getItem({ path, query: { environment }, signal })));
    },
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Failure && error.error.code === 'not_found';
}

function Opened({ place, name, actions, content, onClose }: ShowItemProps & { content: Content }) {
  const [doing, setDoing] = useState<'replace' | 'delete' | null>(null);
  const { text, whole, size, contentType } = content;
  const done = () => setDoing(null);
  return (
    <>
      <div className={styles.itemActions}>
        <ButtonAnchor href={itemAddress(place, name)} download={fileName(name)}>
          <Download aria-hidden size={16} /> Download
        </ButtonAnchor>
        {actions.includes('write') && (
          <Button onClick={() => setDoing('replace')}>{text !== null && whole ? 'Edit' : 'Replace'}</Button>
        )}
        {actions.includes('delete') && <Button onClick={() => setDoing('delete')}>Delete</Button>}
      </div>
      <Facts
        facts={[
          ['Content type', <code key="type">{contentType}</code>],
          ['Size', size === null ? 'more than is shown here' : sizeInWords(size)],
          ['Expires', <Expiry key="expires" place={place} name={name} />],
        ]}
      />
      <ContentView key={name} name={name} content={content} />
      {doing === 'replace' && <PutItem place={place} replaces={{ key: name, content }} onClose={done} onPut={done} />}
      {doing === 'delete' && <DeleteItem place={place} name={name} onClose={done} onDeleted={onClose} />}
    </>
  );
}

/** Only the list knows when an item expires; its own key comes first among all that begin with it. */
function Expiry({ place: { project, namespace, environment }, name }: { place: Place; name: string }) {
  const { data, error } = useQuery({
    queryKey: ['items', project, namespace, environment, 'expiry', name],
    queryFn: ({ signal }) =>
      ask(jeton.listItems({ path: { project, namespace }, query: { environment, prefix: name, limit: 1 }, signal })),
  });
  const [item] = data?.items ?? [];
  if (error !== null) return 'not known';
  if (data === undefined) return '…';
  return item?.key === name ? <When at={item.expires} /> : 'not known yet';
}

/** What a download is called: a slash would be a folder of the reader's disk. */
function fileName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1) || 'item';
}
