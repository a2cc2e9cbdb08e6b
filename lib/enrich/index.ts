/** The server door. Browser code imports `./address` and `./agent` directly. */
export type { AddressDescription, AddressKind } from './address';
export { describeAddress } from './address';
export type { AgentDescription, AgentKind, UserAgentFields } from './agent';
export { describeAgent, toUserAgentFields } from './agent';
export type { Geo, GeoFields } from './geo';
export { geoFromData, openGeo } from './geo';
export type { GeoData } from './geo-data';
export { loadGeoData } from './geo-data';
