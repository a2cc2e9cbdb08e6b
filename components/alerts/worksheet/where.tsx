'use client';

import dynamic from 'next/dynamic';
import { toShares } from '@/lib/charts';
import { formatCount } from '@/lib/format';
import type { SourceCard } from '@/lib/investigate/schemas';
import { fieldIs } from '@/lib/kql';
import { ShareBars } from '../../charts/share-bars';
import { Section } from '../../layout/section';
import { Absent } from '../../ui/absent';
import { ExternalLink } from '../../ui/external-link';
import { Identifier } from '../../ui/identifier';
import { shortArn } from '../../ui/short-arn';
import { Skeleton } from '../../ui/skeleton';
import { TextLink } from '../../ui/text-link';
import { eventsHref } from './event-links';
import { Fact, Facts } from './facts';
import { Seen } from './seen';

const MAP_CLASS = 'aspect-[480/220] w-full max-w-120';

const WorldMap = dynamic(() => import('../../charts/world-map').then((module) => module.WorldMap), {
  ssr: false,
  loading: () => <Skeleton className={`h-auto ${MAP_CLASS}`} />,
});

interface WhereProps {
  readonly source: SourceCard;
  readonly alertTime: string;
}

export function Where({ source, alertTime }: WhereProps) {
  const { address, location, otherPrincipals, principalCountries } = source;
  return (
    <Section title="Where from">
      {location ? (
        <div className={`mb-2 ${MAP_CLASS}`}>
          <WorldMap lat={location.lat} lon={location.lon} label={`Map: ${placeOf(source)}`} />
        </div>
      ) : (
        <p className="mb-2 text-muted-foreground">{whyNoMap(source)}</p>
      )}
      <Facts>
        <Fact label="Address">
          {address ? (
            <Identifier
              value={address}
              kind="source address"
              href={eventsHref(fieldIs('source.address', address))}
            />
          ) : (
            <Absent>no source address in this record</Absent>
          )}
        </Fact>
        {source.kind === 'public' && (
          <>
            <Fact label="Place">
              {placeOf(source) || <Absent>not in the geolocation database</Absent>}{' '}
              <span className="text-xs text-muted-foreground">
                (IP geolocation by <ExternalLink href="https://db-ip.com">DB-IP</ExternalLink>)
              </span>
            </Fact>
            <Fact label="Network">
              {source.asNumber === null ? (
                <Absent>not in the network database</Absent>
              ) : (
                <TextLink href={eventsHref(fieldIs('source.as.number', String(source.asNumber)))}>
                  AS{source.asNumber} {source.asOrganization}
                </TextLink>
              )}
            </Fact>
          </>
        )}
        {address && source.seen && (
          <Fact label="Seen before">
            <Seen
              sighting={source.seen}
              alertTime={alertTime}
              href={eventsHref(fieldIs('source.address', address))}
            />
          </Fact>
        )}
        {address && (
          <Fact label="Also used by">
            {otherPrincipals.length === 0 ? (
              'no other principal'
            ) : (
              <OtherPrincipals address={address} principals={otherPrincipals} />
            )}
          </Fact>
        )}
      </Facts>
      {principalCountries.length > 0 && (
        <div className="mt-3">
          <h3 className="mb-1 text-xs text-muted-foreground">Where this principal calls from</h3>
          <ShareBars
            label="Countries of this principal"
            shares={toShares(principalCountries)}
            keyOf={({ name }) => name}
            nameOf={({ name }) => <span title={name}>{name}</span>}
            isSame={({ same }) => same}
          />
        </div>
      )}
    </Section>
  );
}

interface OtherPrincipalsProps {
  readonly address: string;
  readonly principals: SourceCard['otherPrincipals'];
}

function OtherPrincipals({ address, principals }: OtherPrincipalsProps) {
  return (
    <ul className="w-full">
      {principals.map(({ arn, events }) => {
        const query = `${fieldIs('source.address', address)} and ${fieldIs('aws.cloudtrail.user_identity.arn', arn)}`;
        return (
          <li key={arn} className="flex items-baseline justify-between gap-2">
            <Identifier value={arn} kind="ARN" label={shortArn(arn)} />
            <span className="whitespace-nowrap">
              <TextLink href={eventsHref(query)}>{formatCount(events, 'event')}</TextLink>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function placeOf({ countryName, countryIsoCode, regionName, cityName }: SourceCard): string {
  const country = countryName && countryIsoCode ? `${countryName} (${countryIsoCode})` : countryName;
  return [...new Set([cityName, regionName, country])].filter(Boolean).join(' · ');
}

const NO_MAP = {
  public: 'The bundled geolocation database has no place for this address.',
  private: 'A private address: the call came through a VPC endpoint or a proxy, so it has no place on a map.',
  reserved: 'A reserved address that never routes on the internet, so it has no place on a map.',
  'aws-service':
    'An AWS service made the call on behalf of the principal; the record names it instead of an address.',
  'aws-internal': 'The call was made inside AWS; the record holds no address.',
  other: 'The record holds text that is not an address, so there is no place to show.',
} as const satisfies Record<NonNullable<SourceCard['kind']>, string>;

function whyNoMap({ kind }: SourceCard): string {
  return kind ? NO_MAP[kind] : 'The record holds no source address.';
}
