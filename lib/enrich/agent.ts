/** What a user agent string says: as ECS fields, and as a name for analysts. Safe in the browser. */
export type { AgentDetail } from './agent-sdk';
export type { AgentDescription, AgentKind } from './describe-agent';
export { describeAgent } from './describe-agent';
export type { UserAgentFields } from './user-agent-fields';
export { toUserAgentFields } from './user-agent-fields';
