import { IngestRing } from '../bundles/upload/ingest-ring';
import { UploadButton } from '../bundles/upload/upload-button';
import { CommandMenu } from './command-menu';
import { SectionTitle } from './section-title';
import { ThemeMenu } from './theme-menu';
import { type SignedInUser, UserMenu } from './user-menu';

interface TopBarProps {
  readonly user: SignedInUser;
  readonly signOut: () => void;
}

export function TopBar({ user, signOut }: TopBarProps) {
  return (
    <header data-top-bar className="flex h-12 shrink-0 items-center gap-2 border-b px-4">
      <SectionTitle />
      <div className="ml-auto flex items-center gap-1">
        <IngestRing />
        <CommandMenu signOut={signOut} />
        <UploadButton className="ml-1" />
        <ThemeMenu />
        <UserMenu user={user} signOut={signOut} />
      </div>
    </header>
  );
}
