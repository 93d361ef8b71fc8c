import { isAdmin, manages, may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ButtonLink } from '../../parts/link.tsx';

/** Nobody can have a namespace without a project. */
export function NoProject() {
  const session = useSession();
  if (!manages(session)) {
    return (
      <Empty title="Your token opens no project">
        The projects that it was for are gone, or it was taken out of them. Ask whoever gave it to you for another.
      </Empty>
    );
  }
  const mayCreate = isAdmin(session) || may(session, 'project:create', 'everywhere');
  if (!mayCreate) {
    return <Empty title="You belong to no project">An owner of one can add you; its namespaces are then here.</Empty>;
  }
  return (
    <>
      <Empty title="There is no project yet" action={<ButtonLink to="/projects">To the projects</ButtonLink>}>
        Namespaces belong to a project, and so do the tokens that open them. Make the project first.
      </Empty>
      <CommandLine words={['project', 'create', 'web', '--name', 'Web shop']} />
    </>
  );
}
