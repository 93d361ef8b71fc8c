import type { NamespaceAction } from '../../../../src/contract/grant-words.ts';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { Crumbs } from './crumbs.tsx';
import styles from './items.module.css';
import { ItemList } from './list.tsx';
import { type Place, placeWords, useAddress } from './place.ts';
import { PrefixField } from './prefix-field.tsx';
import { ShowItem } from './show.tsx';

type BrowserProps = {
  place: Place;
  environments: readonly string[];
  actions: readonly NamespaceAction[];
  onPut: (() => void) | null;
};

/** The keys of a namespace, and beside them the one that is open; on a narrow screen in their place. */
export function Browser({ place, environments, actions, onPut }: BrowserProps) {
  const { prefix, key, go } = useAddress();
  const { environment } = place;
  const mine = environments.includes(environment);
  return (
    <>
      <div className={styles.bar} data-open={key !== undefined || undefined}>
        {mine && environments.length === 1 ? (
          <p className={styles.one}>
            <strong>Environment</strong>
            <span>{environment}</span>
          </p>
        ) : (
          <SelectField
            label="Environment"
            value={mine ? environment : ''}
            options={[...(mine ? [] : [['', 'Choose one'] as const]), ...environments.map((id) => [id, id] as const)]}
            onValueChange={(next) => go({ environment: next, prefix })}
          />
        )}
        {mine && actions.includes('read') && (
          <PrefixField key={prefix} prefix={prefix} onPrefix={(next) => go({ environment, prefix: next }, true)} />
        )}
      </div>
      {!mine && (
        <Empty title={`Environment ${environment} is not open to you`}>
          Yours: {environments.join(', ')}. Choose one above.
        </Empty>
      )}
      {mine && !actions.includes('read') && <Unread place={place} actions={actions} />}
      {mine && actions.includes('read') && (
        <div className={styles.browser} data-open={key !== undefined || undefined}>
          <div className={styles.keys}>
            <Crumbs place={place} prefix={prefix} />
            <ItemList key={`${environment} ${prefix}`} place={place} prefix={prefix} open={key} onPut={onPut} />
          </div>
          {key !== undefined && (
            <ShowItem place={place} name={key} actions={actions} onClose={() => go({ environment, prefix })} />
          )}
        </div>
      )}
    </>
  );
}

/** Whoever may only write, or nothing, sees no key. */
function Unread({ place, actions }: Pick<BrowserProps, 'place' | 'actions'>) {
  if (actions.length === 0) {
    return (
      <Empty title="What it holds is not yours to read">
        You see that the namespace is there. Its items are for whoever holds a grant for it, or a role that reads them;
        a group may guard it besides.
      </Empty>
    );
  }
  return (
    <>
      <Empty title="You may change what it holds, and not read it">
        The keys are not shown to you. You can store an item whose key you know, or delete one on the command line.
      </Empty>
      {actions.includes('delete') && <CommandLine words={['item', 'delete', 'KEY', placeWords(place)]} />}
    </>
  );
}
