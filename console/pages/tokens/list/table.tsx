import { type RefObject, useRef, useState } from 'react';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { useEnableToken } from '../confirmations.tsx';
import { useOwnerNames } from '../owners.ts';
import type { Token } from '../rights.ts';
import { columnsOf } from './columns.tsx';
import { commandOf } from './filter.ts';
import { Filters } from './filters.tsx';
import { NoTokens } from './no-tokens.tsx';
import type { RowAction } from './row-actions.tsx';
import { type Asked, RowDialog } from './row-dialogs.tsx';
import { focusSoon, Toolbar } from './toolbar.tsx';
import type { Address } from './use-address.ts';
import { useTokens } from './use-tokens.ts';

/** The filter, what it finds, and what can be done with that. */
export function TokenTable({ address }: { address: Address }) {
  const { filter, sort, change } = address;
  const list = useTokens(filter, sort);
  const rows = list.rows ?? [];
  const names = useOwnerNames(rows.map(({ owner }) => owner));
  const [chosen, setChosen] = useState<string[]>([]);
  const toolbar = useRef<HTMLDivElement>(null);
  const { onAction, dialog } = useRowActions(toolbar);
  // What a filter took out of sight is not acted upon.
  const inSight = rows.filter(({ id }) => chosen.includes(id));
  return (
    <>
      <Filters address={address} />
      <Toolbar ref={toolbar} address={address} chosen={inSight} onClear={() => setChosen([])} />
      {list.error && <Problem error={list.error} onRetry={list.refetch} />}
      {list.rows === null && list.error === null && <Loading label="Loading tokens" />}
      {list.rows?.length === 0 && list.error === null && <NoTokens address={address} />}
      {rows.length > 0 && (
        <>
          <DataTable
            caption="Tokens"
            columns={columnsOf({ names, onAction })}
            rows={rows}
            rowId={({ id }) => id}
            sort={{ by: sort, onSort: (by) => change({ sort: by }) }}
            selection={{
              chosen: inSight.map(({ id }) => id),
              onChosen: setChosen,
              label: ({ name }) => `Choose ${name}`,
            }}
            stale={list.stale}
          />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={commandOf(filter, sort)} />
      {dialog}
    </>
  );
}

/** What a row's menu leads to. */
function useRowActions(toolbar: RefObject<HTMLElement | null>) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const enable = useEnableToken();
  const onAction = (action: RowAction, token: Token) => {
    if (action === 'enable') enable(token);
    else setAsked({ action, token });
  };
  const close = () => setAsked(null);
  // The row goes, and its menu with it.
  const revoked = () => focusSoon(toolbar);
  return { onAction, dialog: <RowDialog asked={asked} onClose={close} onRevoked={revoked} /> };
}
