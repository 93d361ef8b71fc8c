import {
  Activity,
  Bell,
  Boxes,
  FileClock,
  FolderKanban,
  Globe,
  KeyRound,
  type LucideIcon,
  Send,
  Settings,
  Ticket,
  Users,
} from 'lucide-react';
import type { Session } from '../api/session.ts';
import { isAdmin, manages, may } from './rights.ts';

export type Place = { to: string; label: string; icon: LucideIcon; open: (session: Session) => boolean };

const always = () => true;

/** The places of the console, in groups; who may see nothing in one does not see it. */
export const PLACES: readonly { title: string; places: readonly Place[] }[] = [
  {
    title: 'Tokens',
    places: [
      { to: '/', label: 'Overview', icon: Activity, open: always },
      { to: '/tokens', label: 'Tokens', icon: Ticket, open: manages },
      { to: '/namespaces', label: 'Namespaces', icon: Boxes, open: always },
    ],
  },
  {
    title: 'Clouds',
    places: [
      { to: '/access-keys', label: 'Access keys', icon: KeyRound, open: (who) => may(who, 'access_key:read') },
      { to: '/properties', label: 'Properties', icon: Globe, open: (who) => may(who, 'property:read') },
    ],
  },
  {
    title: 'Organisation',
    places: [
      { to: '/projects', label: 'Projects', icon: FolderKanban, open: manages },
      { to: '/people', label: 'People', icon: Users, open: (who) => manages(who) && who.token.type !== 'master' },
    ],
  },
  {
    title: 'Operation',
    places: [
      { to: '/subscriptions', label: 'Subscriptions', icon: Bell, open: manages },
      { to: '/deliveries', label: 'Deliveries', icon: Send, open: manages },
      { to: '/audit', label: 'Audit', icon: FileClock, open: (who) => isAdmin(who) || may(who, 'event:read') },
      { to: '/settings', label: 'Settings', icon: Settings, open: manages },
    ],
  },
];
