import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';
import type { Profile } from '../../profile/config.ts';

/** What may be seen of a profile: never the token. */
export type SeenProfile = { name: string; url: string; hasToken: boolean; file: string };

const COLUMNS: readonly Column<SeenProfile>[] = [
  { title: 'name', of: (profile) => profile.name },
  { title: 'url', of: (profile) => profile.url },
  { title: 'token', of: (profile) => (profile.hasToken ? 'yes' : 'no') },
];

/** How profiles look. */
export const PROFILE_VIEW: View<SeenProfile> = {
  noun: 'profile',
  columns: COLUMNS,
  card: [...COLUMNS, { title: 'file', of: (profile) => profile.file }],
  essence: (profile) => profile.name,
};

/** A profile without its token. */
export function seen(name: string, { url, token }: Profile, file: string): SeenProfile {
  return { name, url, hasToken: token !== undefined, file };
}
