import type { Database } from '../db/client';
import { type EcsEvent, type FieldName, fieldStrings } from '../ecs';
import { describeAddress } from '../enrich/address';
import type { SourceCard } from './schemas';
import { findSighting } from './sighting';

const OTHERS_MAX = 10;

async function otherPrincipals(db: Database, address: string, arn: string | null) {
  const { rows } = await db.pool.query<{ arn: string; events: number }>(
    `select user_identity_arn as arn, count(*) as events
       from event
      where source_address = $1 and user_identity_arn is not null and user_identity_arn is distinct from $2
      group by 1 order by 2 desc, 1 limit ${OTHERS_MAX}`,
    [address, arn],
  );
  return rows;
}

/** Where the principal's calls came from, by country, or by kind of address where there is none. */
async function principalCountries(db: Database, arn: string, ownName: string) {
  const { rows } = await db.pool.query<{ country: string | null; address: string | null; events: number }>(
    `select source_geo_country_name as country,
            case when source_geo_country_name is null then source_address end as address, count(*) as events
       from event where user_identity_arn = $1 group by 1, 2`,
    [arn],
  );
  const byName = new Map<string, number>();
  for (const { country, address, events } of rows) {
    const name = placeName(country, address);
    byName.set(name, (byName.get(name) ?? 0) + events);
  }
  return [...byName]
    .map(([name, events]) => ({ name, events, same: name === ownName }))
    .sort((a, b) => b.events - a.events)
    .slice(0, OTHERS_MAX);
}

function placeName(country: string | null, address: string | null): string {
  return country ?? (address === null ? 'no address' : describeAddress(address).text);
}

/** Where the call came from, and whether that is usual for the principal. */
export async function getSource(db: Database, ecs: EcsEvent, eventTime: Date): Promise<SourceCard> {
  const first = (name: FieldName): string | null => fieldStrings(ecs, name)[0] ?? null;
  const address = first('source.address');
  const arn = first('aws.cloudtrail.user_identity.arn');
  const country = first('source.geo.country_name');
  const [seen, others, countries] = await Promise.all([
    address ? findSighting(db, 'source_address', address, eventTime) : null,
    address ? otherPrincipals(db, address, arn) : [],
    arn ? principalCountries(db, arn, placeName(country, address)) : [],
  ]);
  const asNumber = first('source.as.number');
  return {
    address,
    kind: address ? describeAddress(address).kind : null,
    countryIsoCode: first('source.geo.country_iso_code'),
    countryName: country,
    regionName: first('source.geo.region_name'),
    cityName: first('source.geo.city_name'),
    location: (ecs['source.geo.location'] as SourceCard['location'] | undefined) ?? null,
    asNumber: asNumber === null ? null : Number(asNumber),
    asOrganization: first('source.as.organization.name'),
    seen,
    otherPrincipals: others,
    principalCountries: countries,
  };
}
