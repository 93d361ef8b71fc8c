import { useState } from 'react';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { Section } from '../../../parts/section.tsx';
import type { Project } from '../list.tsx';
import { RemoveMember } from './remove.tsx';

/** What whoever may not see the people of a project is told of them; to leave takes no right. */
export function OwnMembership({ project }: { project: Project }) {
  const { user } = useSession();
  const [leaving, setLeaving] = useState(false);
  const role = user?.memberships.find((membership) => membership.project === project.id)?.role;
  const leave = role !== undefined && <Button onClick={() => setLeaving(true)}>Leave the project</Button>;
  return (
    <Section title="People" actions={leave}>
      <p>
        {role !== undefined && `You are ${role} of the project. `}
        Your roles do not let you see who else belongs to it.
      </p>
      {leaving && user && (
        <RemoveMember
          member={{ project: project.id, user: user.id, name: user.name }}
          onClose={() => setLeaving(false)}
        />
      )}
    </Section>
  );
}
