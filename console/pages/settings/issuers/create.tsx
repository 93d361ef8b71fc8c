import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { projectsWhere } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { useProjects } from '../../namespaces/projects.ts';
import styles from '../settings.module.css';
import { bodyOf, commandOf, type Draft, emptyDraft, wrongGrant } from './draft.ts';
import { GivesFields } from './gives-fields.tsx';
import { WhomFields } from './whom-fields.tsx';

/** Trusts the jobs of a CI, or whoever an OpenID issuer vouches for. */
export function TrustIssuer({ onClose }: { onClose: () => void }) {
  const projects = useOpenProjects();
  const { data: settings } = useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => ask(jeton.getSettings({ signal })),
  });
  const [sent, setSent] = useState(false);
  const [changes, setChanges] = useState<Partial<Draft>>({});
  const draft: Draft = { ...emptyDraft(projects[0]?.[0] ?? '', settings?.publicUrl ?? location.origin), ...changes };
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => ask(jeton.createTrustedIssuer({ body: bodyOf(draft) })),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: ['trusted-issuers'] });
      toast.done(`${name} is trusted`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (!isPending && wrongGrant(draft) === null) mutate();
  };
  const set = (change: Partial<Draft>) => setChanges({ ...changes, ...change });
  return (
    <Dialog
      open
      wide
      title="Trust an issuer"
      description="Its jobs exchange their tokens for tokens of one project. Whom it trusts, and for which project, never changes."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="issuer" variant="primary" pending={isPending}>
            Trust the issuer
          </Button>
        </>
      }
    >
      <form id="issuer" className={styles.form} onSubmit={submit}>
        <WhomFields draft={draft} set={set} error={error} />
        <GivesFields draft={draft} set={set} error={error} projects={projects} sent={sent} />
      </form>
      {error && <Problem error={error} />}
      <CommandLine words={commandOf(draft)} />
    </Dialog>
  );
}

/** The projects that one may trust an issuer for. */
function useOpenProjects(): readonly (readonly [id: string, name: string])[] {
  const session = useSession();
  const may = projectsWhere(session, 'trusted_issuer:create');
  const projects = useProjects(session).projects ?? [];
  return may === null ? projects : projects.filter(([id]) => may.includes(id));
}
