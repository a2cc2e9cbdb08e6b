import { NotFoundMessage } from '@/components/layout/not-found-message';

export default function AlertNotFound() {
  return (
    <NotFoundMessage title="There is no such alert" back={{ href: '/alerts', label: 'All alerts' }}>
      The address may be cut short, or the alert belongs to another installation.
    </NotFoundMessage>
  );
}
