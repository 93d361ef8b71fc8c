import type { Session } from '../../../api/session.ts';
import { manages } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Link } from '../../../parts/link.tsx';
import { Section } from '../../../parts/section.tsx';
import { When } from '../../../parts/when.tsx';
import styles from '../settings.module.css';
import { ChangeName } from './name.tsx';
import { ChangePassword } from './password.tsx';
import { ThemeChoice } from './theme.tsx';

/** What is the signed-in's own: name, password, and how the console looks here. */
export function You() {
  const session = useSession();
  const { user, token, expires } = session;
  return (
    <>
      {user !== null && manages(session) && <Account user={user} />}
      <Section title="This session">
        <Facts
          facts={[
            ['Signed in with', `${token.name} (${token.type} token)`],
            ['Ends', <When key="ends" at={expires} />],
          ]}
        />
      </Section>
      <Section title="How the console looks" hint="Kept in this browser alone.">
        <ThemeChoice />
      </Section>
    </>
  );
}

type User = NonNullable<Session['user']>;

function Account({ user }: { user: User }) {
  const { id, email, name, role, memberships, groups, hasPassword } = user;
  return (
    <>
      <Section title="Your account">
        <Facts
          facts={[
            ['Mail address', email],
            ['Id', <code key="id">{id}</code>],
            ['Role everywhere', role],
            ['Projects', memberships.length === 0 ? null : <Memberships key="projects" memberships={memberships} />],
            ['Groups', groups.length > 0 ? groups.join(', ') : null],
          ]}
        />
      </Section>
      <Section title="Your name" hint="It stands beside what you own and do.">
        <ChangeName key={name} name={name} />
      </Section>
      <Section title="Your password">
        <ChangePassword hasPassword={hasPassword} email={email} />
      </Section>
    </>
  );
}

function Memberships({ memberships }: Pick<User, 'memberships'>) {
  return (
    <ul className={styles.plain}>
      {memberships.map(({ project, role }) => (
        <li key={project}>
          <Link to="/projects/$project" params={{ project }}>
            {project}
          </Link>
          , as {role}
        </li>
      ))}
    </ul>
  );
}
