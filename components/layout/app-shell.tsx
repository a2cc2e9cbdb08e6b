import type { ReactNode } from 'react';
import { NavRail } from './nav-rail';
import { TopBar } from './top-bar';
import type { SignedInUser } from './user-menu';

interface AppShellProps {
  readonly user: SignedInUser;
  readonly signOut: () => void;
  readonly children: ReactNode;
}

/** Rail, top bar and the page. The page scrolls inside `main`, so the bars never move. */
export function AppShell({ user, signOut, children }: AppShellProps) {
  return (
    <div data-frame className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="absolute -top-12 left-2 z-50 rounded-md bg-primary px-3 py-1.5 text-primary-foreground focus:top-2"
      >
        Skip to the content
      </a>
      <NavRail />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar user={user} signOut={signOut} />
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
