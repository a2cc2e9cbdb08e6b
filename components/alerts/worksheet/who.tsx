import type { IdentityCard } from '@/lib/investigate/schemas';
import { fieldIs } from '@/lib/kql';
import { Section } from '../../layout/section';
import { Absent } from '../../ui/absent';
import { Identifier } from '../../ui/identifier';
import { UtcTime } from '../../ui/utc-time';
import { eventsHref } from './event-links';
import { Fact, Facts } from './facts';
import { Seen } from './seen';
import { showUnseen } from './unseen-characters';

const IDENTITY = 'aws.cloudtrail.user_identity';

const MFA = {
  yes: 'yes, the session was opened with MFA',
  no: 'no, the session was opened without MFA',
} as const;

const KEY_KINDS = {
  'long-term': 'long-term key of a user (AKIA)',
  temporary: 'temporary key of one session (ASIA)',
} as const;

interface WhoProps {
  readonly identity: IdentityCard;
  readonly alertTime: string;
}

export function Who({ identity, alertTime }: WhoProps) {
  const { arn, accessKeyId, accessKey } = identity;
  return (
    <Section title="Who">
      <Facts>
        <Fact label="Type">{identity.type ?? <Absent>no identity type in this record</Absent>}</Fact>
        <Value label="ARN" kind="ARN" field={`${IDENTITY}.arn`} value={arn} absent="no ARN in this record" />
        <Value
          label="User"
          kind="user name"
          field="user.name"
          value={identity.userName}
          absent="no user name in this record"
        />
        <Value
          label="Issuer"
          kind="session issuer"
          field={`${IDENTITY}.session_context.session_issuer.arn`}
          value={identity.sessionIssuerArn}
          absent="no session issuer: not a role session"
        />
        <Fact label="Session">
          {identity.sessionName ? (
            <Identifier
              value={identity.sessionName}
              label={showUnseen(identity.sessionName)}
              kind="session name"
            />
          ) : (
            <Absent>no session name in this record</Absent>
          )}
          {identity.sessionCreatedAt && (
            <span className="text-muted-foreground">
              opened <UtcTime iso={identity.sessionCreatedAt} />
            </span>
          )}
        </Fact>
        <Value
          label="Account"
          kind="account"
          field="cloud.account.id"
          value={identity.accountId}
          absent="no account in this record"
        />
        <Fact label="MFA">
          {identity.mfa ? MFA[identity.mfa] : <Absent>no MFA field in this record</Absent>}
        </Fact>
        {identity.invokedBy && <Fact label="Invoked by">{identity.invokedBy}</Fact>}
        <Value
          label="Access key"
          kind="access key"
          field={`${IDENTITY}.access_key_id`}
          value={accessKeyId}
          absent="no access key in this record"
          note={identity.accessKeyKind && KEY_KINDS[identity.accessKeyKind]}
        />
        {accessKeyId && accessKey && (
          <Fact label="Key seen">
            <Seen
              sighting={accessKey}
              alertTime={alertTime}
              href={eventsHref(fieldIs(`${IDENTITY}.access_key_id`, accessKeyId))}
            />
          </Fact>
        )}
        {arn && (
          <Fact label="ARN seen">
            <Seen
              sighting={identity.principal}
              alertTime={alertTime}
              href={eventsHref(fieldIs(`${IDENTITY}.arn`, arn))}
            />
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

interface ValueProps {
  readonly label: string;
  readonly kind: string;
  readonly field: string;
  readonly value: string | null;
  readonly absent: string;
  readonly note?: string | null;
}

function Value({ label, kind, field, value, absent, note }: ValueProps) {
  return (
    <Fact label={label}>
      {value === null ? (
        <Absent>{absent}</Absent>
      ) : (
        <Identifier
          value={value}
          label={showUnseen(value)}
          kind={kind}
          href={eventsHref(fieldIs(field, value))}
        />
      )}
      {note && <span className="text-muted-foreground">{note}</span>}
    </Fact>
  );
}
