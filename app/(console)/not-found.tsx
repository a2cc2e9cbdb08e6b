import { NotFoundMessage } from '@/components/layout/not-found-message';

export default function ConsoleNotFound() {
  return (
    <NotFoundMessage title="This does not exist" back={{ href: '/alerts', label: 'To the alerts' }}>
      The address may be mistyped, or what it named was deleted.
    </NotFoundMessage>
  );
}
