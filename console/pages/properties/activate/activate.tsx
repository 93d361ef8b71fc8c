import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../../parts/dialog.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { oneVersion } from '../api.ts';
import type { PartProps } from '../property.tsx';
import { ActivateForm } from './form.tsx';

/** Over the page, when its address asks for it: an environment is to run a version. */
export function Activate({ property, view, mayUpdate }: PartProps) {
  const { activate: environment, asked, close } = view;
  const { id, name, active, latestVersion } = property;
  const number = asked ?? latestVersion;
  const running = environment !== undefined && Object.hasOwn(active, environment) ? active[environment] : undefined;
  const open = mayUpdate && environment !== undefined;
  const chosen = useQuery({ ...oneVersion(id, number), enabled: open });
  const current = useQuery({ ...oneVersion(id, running ?? 0), enabled: open && running !== undefined });
  if (!open) return null;
  const ready = chosen.data !== undefined && (running === undefined || current.data !== undefined);
  const error = chosen.error ?? current.error;
  return (
    <Dialog
      title={`Activate ${name} in ${environment}`}
      open
      onClose={close}
      wide
      description={
        running === undefined
          ? `${environment} runs nothing of it at present.`
          : `${environment} runs version ${running} at present.`
      }
    >
      {error && <Problem error={error} />}
      {!error && !ready && <Loading label="Asking for the versions" />}
      {ready && (
        <ActivateForm
          key={number}
          property={property}
          view={view}
          environment={environment}
          version={chosen.data}
          running={current.data ?? null}
        />
      )}
    </Dialog>
  );
}
